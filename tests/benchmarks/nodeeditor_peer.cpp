#include "tests/benchmarks/nodeeditor_peer.h"

#include <QtNodes/AbstractGraphModel>
#include <QtNodes/BasicGraphicsScene>
#include <QtNodes/ConnectionIdUtils>
#include <QtNodes/GraphicsView>
#include <QtNodes/NodeData>
#include <QtNodes/StyleCollection>

using namespace QtNodes;

/// Answers from tables, so that what is measured is the editor.
class NodeeditorPeer::Model : public AbstractGraphModel {
public:
    struct Entry {
        QString title;
        unsigned inputs = 0, outputs = 0;
        QPointF place;
        QSize size;
        std::unordered_set<ConnectionId> wires;
    };

    explicit Model(const nodegrad::CanvasScene& ours)
    {
        for (const nodegrad::SceneNode& node : ours.nodes())
            m_entries.push_back({node.title, static_cast<unsigned>(node.inputs.size()), static_cast<unsigned>(node.outputs.size()), node.rect.topLeft(), {}, {}});
        for (const nodegrad::SceneWire& wire : ours.wires()) {
            const ConnectionId id{static_cast<QtNodes::NodeId>(wire.from), static_cast<PortIndex>(wire.fromPort), static_cast<QtNodes::NodeId>(wire.to), static_cast<PortIndex>(wire.toPort)};
            m_entries[wire.from].wires.insert(id);
            m_entries[wire.to].wires.insert(id);
        }
        m_style = StyleCollection::nodeStyle().toJson().toVariantMap();
    }

    QtNodes::NodeId newNodeId() override { return static_cast<QtNodes::NodeId>(m_entries.size()); }
    std::unordered_set<QtNodes::NodeId> allNodeIds() const override
    {
        std::unordered_set<QtNodes::NodeId> ids;
        for (std::size_t i = 0; i < m_entries.size(); ++i)
            ids.insert(static_cast<QtNodes::NodeId>(i));
        return ids;
    }
    std::unordered_set<ConnectionId> allConnectionIds(QtNodes::NodeId const id) const override { return m_entries[id].wires; }
    std::unordered_set<ConnectionId> connections(QtNodes::NodeId id, PortType type, PortIndex index) const override
    {
        std::unordered_set<ConnectionId> found;
        for (const ConnectionId& wire : m_entries[id].wires)
            if (getNodeId(type, wire) == id && getPortIndex(type, wire) == index)
                found.insert(wire);
        return found;
    }
    bool connectionExists(ConnectionId const wire) const override { return m_entries[wire.outNodeId].wires.contains(wire); }
    QtNodes::NodeId addNode(QString const) override { return InvalidNodeId; }
    bool connectionPossible(ConnectionId const) const override { return true; }
    void addConnection(ConnectionId const) override {}
    bool nodeExists(QtNodes::NodeId const id) const override { return id < m_entries.size(); }
    QVariant nodeData(QtNodes::NodeId id, NodeRole role) const override
    {
        const Entry& entry = m_entries[id];
        switch (role) {
        case NodeRole::Position: return entry.place;
        case NodeRole::Size: return entry.size;
        case NodeRole::CaptionVisible: return true;
        case NodeRole::Caption: return entry.title;
        case NodeRole::Style: return m_style;
        case NodeRole::InPortCount: return entry.inputs;
        case NodeRole::OutPortCount: return entry.outputs;
        default: return {};
        }
    }
    bool setNodeData(QtNodes::NodeId id, NodeRole role, QVariant value) override
    {
        if (role == NodeRole::Size)
            m_entries[id].size = value.toSize();
        if (role == NodeRole::Position) {
            m_entries[id].place = value.toPointF();
            Q_EMIT nodePositionUpdated(id);
        }
        return true;
    }
    QVariant portData(QtNodes::NodeId, PortType, PortIndex, PortRole role) const override
    {
        if (role == PortRole::ConnectionPolicyRole)
            return QVariant::fromValue(ConnectionPolicy::Many);
        return role == PortRole::DataType ? QVariant::fromValue(NodeDataType{}) : role == PortRole::CaptionVisible ? QVariant(false) : QVariant();
    }
    bool setPortData(QtNodes::NodeId, PortType, PortIndex, QVariant const&, PortRole) override { return false; }
    bool deleteConnection(ConnectionId const) override { return false; }
    bool deleteNode(QtNodes::NodeId const) override { return false; }

private:
    std::vector<Entry> m_entries;
    QVariant m_style;
};

struct NodeeditorPeer::Parts {
    explicit Parts(const nodegrad::CanvasScene& ours) : model(ours), scene(model), view(&scene) { scene.setOrientation(Qt::Vertical); }
    Model model;
    BasicGraphicsScene scene;
    GraphicsView view;
};

NodeeditorPeer::NodeeditorPeer(const nodegrad::CanvasScene& ours) : m_parts(std::make_unique<Parts>(ours)) {}

NodeeditorPeer::~NodeeditorPeer() = default;

QGraphicsView& NodeeditorPeer::view()
{
    return m_parts->view;
}

void NodeeditorPeer::move(std::size_t node, QPointF place)
{
    m_parts->model.setNodeData(static_cast<QtNodes::NodeId>(node), NodeRole::Position, place);
}
