#include "core/engine/tensor_memory.h"

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstdlib>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace nodegrad {

namespace {

constexpr std::size_t kAlignment = 64;          // of c10's own allocator
constexpr std::size_t kSmallest = 4096;         // below, malloc is as fast
constexpr std::size_t kLargest = std::size_t(1) << 34;

/// Stands before each block and fills one alignment.
struct alignas(kAlignment) Header {
    std::size_t size = 0;                       ///< rounded where it is kept
    bool isKept = false;
};
static_assert(sizeof(Header) == kAlignment);

/// Up to the next eighth of a power of two.
std::size_t rounded(std::size_t size)
{
    const std::size_t step = std::bit_floor(size) / 8;
    return (size + step - 1) / step * step;
}

class Blocks {
public:
    void* take(std::size_t bytes)
    {
        const bool kept = bytes >= kSmallest && bytes <= kLargest;
        const std::size_t size = kept ? rounded(bytes) : bytes;
        if (kept) {
            const std::lock_guard lock(m_mutex);
            const auto waiting = m_waiting.find(size);
            if (waiting != m_waiting.end() && !waiting->second.empty()) {
                void* block = waiting->second.back();
                waiting->second.pop_back();
                m_waitingBytes -= static_cast<std::int64_t>(size);
                count(size);
                return block;
            }
        }
        void* memory = nullptr;
        if (size > SIZE_MAX - kAlignment || posix_memalign(&memory, kAlignment, size + kAlignment) != 0) {
            release();
            memory = nullptr;
            if (size > SIZE_MAX - kAlignment || posix_memalign(&memory, kAlignment, size + kAlignment) != 0)
                return nullptr;
        }
        *static_cast<Header*>(memory) = {size, kept};
        count(size);
        return static_cast<Header*>(memory) + 1;
    }

    void give(void* data)
    {
        Header* header = static_cast<Header*>(data) - 1;
        m_live.fetch_sub(static_cast<std::int64_t>(header->size), std::memory_order_relaxed);
        if (!header->isKept) {
            std::free(header);
            return;
        }
        const std::lock_guard lock(m_mutex);
        m_waiting[header->size].push_back(data);
        m_waitingBytes += static_cast<std::int64_t>(header->size);
    }

    void release()
    {
        const std::lock_guard lock(m_mutex);
        for (auto& [size, blocks] : m_waiting)
            for (void* block : blocks)
                std::free(static_cast<Header*>(block) - 1);
        m_waiting.clear();
        m_waitingBytes = 0;
    }

    std::int64_t waitingBytes()
    {
        const std::lock_guard lock(m_mutex);
        return m_waitingBytes;
    }

    std::int64_t live() const { return m_live.load(std::memory_order_relaxed); }
    std::int64_t peak() const { return m_peak.load(std::memory_order_relaxed); }
    void resetPeak() { m_peak.store(live(), std::memory_order_relaxed); }

private:
    void count(std::size_t size)
    {
        const std::int64_t now = m_live.fetch_add(static_cast<std::int64_t>(size), std::memory_order_relaxed) + static_cast<std::int64_t>(size);
        std::int64_t peak = m_peak.load(std::memory_order_relaxed);
        while (now > peak && !m_peak.compare_exchange_weak(peak, now, std::memory_order_relaxed)) {
        }
    }

    std::atomic<std::int64_t> m_live{0}, m_peak{0};
    std::mutex m_mutex;
    std::unordered_map<std::size_t, std::vector<void*>> m_waiting;
    std::int64_t m_waitingBytes = 0;
};

/// Never destroyed: tensors of other static objects may be let go after main().
Blocks& blocks()
{
    static auto* all = new Blocks;
    return *all;
}

class KeepingAllocator final : public c10::Allocator {
public:
    c10::DataPtr allocate(std::size_t bytes) override
    {
        if (bytes == 0)
            return {nullptr, nullptr, &giveBack, c10::Device(c10::kCPU)};
        void* data = blocks().take(bytes);
        TORCH_CHECK(data, "can't allocate memory: you tried to allocate ", bytes, " bytes");
        return {data, data, &giveBack, c10::Device(c10::kCPU)};
    }
    c10::DeleterFnPtr raw_deleter() const override { return &giveBack; }
    void copy_data(void* target, const void* source, std::size_t bytes) const override { default_copy_data(target, source, bytes); }

private:
    static void giveBack(void* data)
    {
        if (data)
            blocks().give(data);
    }
};

} // namespace

void installTensorMemory()
{
#ifdef __SANITIZE_ADDRESS__
    return; // kept blocks would hide reads after the end of a tensor's life
#endif
    static std::once_flag once;
    std::call_once(once, [] {
        static KeepingAllocator allocator;
        c10::SetCPUAllocator(&allocator, /*priority=*/100);
    });
}

void releaseTensorMemory()
{
    blocks().release();
}

std::int64_t liveTensorBytes()
{
    return blocks().live();
}

std::int64_t peakTensorBytes()
{
    return blocks().peak();
}

void resetPeakTensorBytes()
{
    blocks().resetPeak();
}

std::int64_t waitingTensorBytes()
{
    return blocks().waitingBytes();
}

} // namespace nodegrad
