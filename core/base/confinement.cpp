#include "core/base/confinement.h"

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace nodegrad {

namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;
#endif

/// System calls that are refused whatever they ask for.
const std::vector<std::uint32_t>& refusedCalls()
{
    static const std::vector<std::uint32_t> all{
#ifdef SYS_creat
        SYS_creat, SYS_unlink, SYS_rename, SYS_link, SYS_symlink, SYS_mkdir, SYS_rmdir, SYS_mknod, SYS_chmod, SYS_chown, SYS_lchown, SYS_fork, SYS_vfork, SYS_utime, SYS_utimes, SYS_futimesat,
#endif
#ifdef SYS_renameat
        SYS_renameat,
#endif
        SYS_unlinkat, SYS_renameat2, SYS_linkat, SYS_symlinkat, SYS_mkdirat, SYS_mknodat, SYS_truncate, SYS_fchmod, SYS_fchmodat, SYS_fchown, SYS_fchownat, SYS_utimensat,
        SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr, SYS_lremovexattr, SYS_fremovexattr,
        SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_sendto, SYS_sendmsg, SYS_sendmmsg,
        SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kill, SYS_tkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, SYS_pidfd_send_signal, SYS_pidfd_open,
        SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_setns, SYS_unshare, SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_add_key, SYS_request_key, SYS_keyctl,
        SYS_io_uring_setup, SYS_open_by_handle_at, SYS_name_to_handle_at, SYS_shmget, SYS_msgget, SYS_semget, SYS_mq_open, SYS_prlimit64, SYS_setpriority};
    return all;
}

class Filter {
public:
    Filter()
    {
        load(offsetof(seccomp_data, arch));
        m_program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0));
        give(SECCOMP_RET_KILL_PROCESS);
        load(offsetof(seccomp_data, nr));
#ifdef __x86_64__
        constexpr std::uint32_t x32 = 0x40000000; // the same calls under other numbers
        m_program.push_back(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, x32, 0, 1));
        give(SECCOMP_RET_KILL_PROCESS);
#endif
        for (const std::uint32_t call : refusedCalls())
            answer(call, EPERM);
        answer(SYS_openat2, ENOSYS); // libraries fall back to calls whose flags can be seen
        answer(SYS_clone3, ENOSYS);
        constexpr std::uint32_t writes = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
        refuseWithBits(SYS_openat, 2, writes);
#ifdef SYS_open
        refuseWithBits(SYS_open, 1, writes);
#endif
        // A thread shares the process; anything else would be a new one.
        m_program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(SYS_clone), 0, 4));
        load(argument(0));
        m_program.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0));
        give(SECCOMP_RET_ERRNO | EPERM);
        load(offsetof(seccomp_data, nr));
        give(SECCOMP_RET_ALLOW);
    }

    bool install() const
    {
        const sock_fprog program{static_cast<unsigned short>(m_program.size()), const_cast<sock_filter*>(m_program.data())};
        return kArchitecture != 0 && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
               ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
    }

private:
    static std::uint32_t argument(std::size_t i)
    {
        return static_cast<std::uint32_t>(offsetof(seccomp_data, args) + i * sizeof(std::uint64_t)); // its lower half: little-endian
    }
    void load(std::size_t offset) { m_program.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset))); }
    void give(std::uint32_t verdict) { m_program.push_back(BPF_STMT(BPF_RET | BPF_K, verdict)); }
    void answer(std::uint32_t call, int error)
    {
        m_program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1));
        give(SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(error));
    }
    void refuseWithBits(std::uint32_t call, std::size_t at, std::uint32_t bits)
    {
        m_program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4));
        load(argument(at));
        m_program.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1));
        give(SECCOMP_RET_ERRNO | EPERM);
        load(offsetof(seccomp_data, nr));
    }

    std::vector<sock_filter> m_program;
};

bool limit(__rlimit_resource resource, std::uint64_t value)
{
    const rlimit both{value, value};
    return ::setrlimit(resource, &both) == 0;
}

} // namespace

Status confineProcess(const Confinement& limits)
{
    const bool isLimited = limit(RLIMIT_DATA, limits.memoryBytes) && limit(RLIMIT_FSIZE, limits.fileBytes) && limit(RLIMIT_CPU, limits.seconds == 0 ? RLIM_INFINITY : limits.seconds) && limit(RLIMIT_CORE, 0);
    if (!isLimited || !Filter().install())
        return fail("confinement.not_possible", {}, std::strerror(errno));
    return {};
}

void endWithParent()
{
    const pid_t parent = ::getppid();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) // it ended in between
        std::_Exit(1);
}

} // namespace nodegrad
