#pragma once
#include <filesystem>
#include <vector>

#include "core/data/dataset.h"
#include "ui/widgets/card.h"

class QGridLayout;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace nodegrad {

class BarList;
class DrawPad;
class ElidedLabel;
class IntegerField;

/// "Try it": a digit drawn by hand, a row typed in, a picture from a file, or a sample of the data; the answer as bars.
/// It makes raw inputs and shows predictions; the page runs the model.
class TryCard : public Card {
    Q_OBJECT
public:
    explicit TryCard(QWidget* parent = nullptr);
    /// The form of the inputs follows from the data the shown model learned from.
    void setData(DatasetPtr dataset);
    void showAnswer(const HostTensor& prediction, double milliseconds);
    void showProblem(const Error& error);
    /// Emits inputMade() again (another model is shown).
    void resend();
    /// Puts a sample of the data into the pad, the form or the picture.
    void useSample(std::int64_t sample);
    /// Reads a picture in a worker.
    void usePicture(const std::filesystem::path& path);
    QString answerText() const;

signals:
    void inputMade(const nodegrad::HostTensor& inputs); ///< (1, ...) raw
    void predictFilesRequested();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makePad();
    QWidget* makePicture();
    QWidget* makeForm();
    void rebuildForm();
    void fillForm(std::int64_t sample);
    void sendPad();
    void sendForm();
    void send(HostTensor inputs);
    void showPicture();

    DatasetPtr m_dataset;
    HostTensor m_input;                     ///< what was sent last
    QStackedWidget* m_inputs;
    QWidget *m_padPage = nullptr, *m_picturePage = nullptr, *m_formPage = nullptr;
    DrawPad* m_pad = nullptr;
    QLabel* m_picture = nullptr;
    QPushButton* m_fromFile = nullptr;
    QWidget* m_formBox = nullptr;
    QGridLayout* m_form = nullptr;
    std::vector<QWidget*> m_fields;         ///< one an input column
    std::vector<std::size_t> m_columns;     ///< their columns; empty: fields are features
    IntegerField* m_sample;
    QLabel *m_answer, *m_note;
    ElidedLabel* m_truth;
    BarList* m_bars;
    bool m_filling = false;
};

} // namespace nodegrad
