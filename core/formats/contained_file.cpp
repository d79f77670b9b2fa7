#include "core/formats/contained_file.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/text.h"

namespace nodegrad {

namespace {

/// A file descriptor that is closed once.
class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    int number() const { return m_number; }

private:
    int m_number;
};

struct Contained {
    Descriptor file;
    std::uint64_t size = 0;
    std::string path; ///< for messages
};

tl::unexpected<Error> notInside(const std::string& path, std::string_view reason)
{
    return fail("file.not_inside", {{"path", path}, {"reason", reason}});
}

Result<Contained> openContained(const std::filesystem::path& folder, std::string_view name)
{
    const std::string path = (folder / std::filesystem::path(name).relative_path()).string();
    if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos || name.find('\0') != std::string_view::npos)
        return notInside(std::string(name), "its name is not that of a file in the same folder");
    const auto refused = [&](int error) -> tl::unexpected<Error> {
        if (error == ENOENT || error == ENOTDIR)
            return fail("file.missing", {{"path", path}});
        if (error == ELOOP)
            return notInside(path, "a part of its path is a symbolic link");
        return fail("file.unreadable", {{"path", path}, {"reason", std::generic_category().message(error)}});
    };
    Descriptor at(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (at.number() < 0)
        return refused(errno);
    const std::vector<std::string_view> parts = split(name, '/');
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] == "..")
            return notInside(path, "its path leads out of the folder");
        if (parts[i].empty() || parts[i] == ".")
            continue;
        const bool isLast = i + 1 == parts.size();
        struct stat facts = {};
        const std::string part(parts[i]);
        if (::fstatat(at.number(), part.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0)
            return refused(errno);
        if (S_ISLNK(facts.st_mode)) // O_DIRECTORY with O_NOFOLLOW would say ENOTDIR
            return refused(ELOOP);
        // O_NONBLOCK: opening a pipe must not wait for its writer.
        const int next = ::openat(at.number(), part.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (isLast ? 0 : O_DIRECTORY));
        if (next < 0)
            return refused(errno);
        at = Descriptor(next);
    }
    struct stat facts = {};
    if (::fstat(at.number(), &facts) != 0)
        return refused(errno);
    if (!S_ISREG(facts.st_mode))
        return notInside(path, "it is no plain file");
    if (facts.st_nlink > 1)
        return notInside(path, "it has a second name, which may lie in another folder");
    return Contained{std::move(at), static_cast<std::uint64_t>(facts.st_size), path};
}

Result<std::string> readPart(const Contained& contained, std::uint64_t offset, std::uint64_t length)
{
    std::string bytes(length, '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::pread(contained.file.number(), bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail("file.unreadable", {{"path", contained.path}, {"reason", std::generic_category().message(errno)}});
        if (count == 0)
            return fail("file.cut_off", {{"path", contained.path}, {"needed", offset + length}, {"size", std::uint64_t(offset + done)}});
        done += static_cast<std::size_t>(count);
    }
    return bytes;
}

} // namespace

Result<std::string> readContained(const std::filesystem::path& folder, std::string_view name, std::uint64_t offset, std::uint64_t length)
{
    const auto contained = openContained(folder, name);
    if (!contained)
        return fail(contained.error());
    if (offset > contained->size || length > contained->size - offset)
        return fail("file.cut_off", {{"path", contained->path}, {"needed", offset + length}, {"size", contained->size}});
    return readPart(*contained, offset, length);
}

Result<std::string> readContained(const std::filesystem::path& folder, std::string_view name, std::uint64_t limit)
{
    const auto contained = openContained(folder, name);
    if (!contained)
        return fail(contained.error());
    if (contained->size > limit)
        return fail("file.too_large", {{"path", contained->path}, {"needed", byteSize(static_cast<double>(contained->size))}});
    return readPart(*contained, 0, contained->size);
}

} // namespace nodegrad
