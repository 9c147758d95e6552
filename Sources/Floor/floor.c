// The floor: the least that libssh2 itself needs to connect, log in with a key, run one command with a script on its
// stdin, read the output and close, on N hosts 127.0.x.y with at most WIDTH at once. One thread, one epoll, no checks
// of any kind: nothing that logs in by libssh2 can be faster.
//
//   Floor [-i SCRIPT] [-u UNTIL] N WIDTH PORT USER KEYFILE COMMAND
//
// -i FILE  sent on the command's stdin, then end of file
// -u TEXT  stop reading once the output holds TEXT (default: read to its end and demand exit status 0)
//
// Host i is 127.0.(i/250+1).(i%250+1). Prints `ok=N fail=0 bytes=…`; exits 0 when all are ok.
#define _GNU_SOURCE  // memmem
#include <arpa/inet.h>
#include <libssh2.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum stage { CONNECT, HANDSHAKE, LOGIN, OPEN, EXEC, WRITE, END_INPUT, READ, CLOSE, BYE };
enum outcome { AGAIN, DONE, FAILED };

struct text {
    char *bytes;
    size_t length;
};

struct host {
    int socket;
    enum stage stage;
    LIBSSH2_SESSION *session;
    LIBSSH2_CHANNEL *channel;
    size_t written, received;
    bool found;
    size_t kept;
    char window[32768 + 256];  // the newest bytes, in which UNTIL is looked for
};

static const char *user, *command, *until;
static struct text key, script;

static struct text read_file(const char *path)
{
    struct text text = {malloc(1 << 20), 0};
    FILE *file = fopen(path, "r");
    if (!file || !text.bytes) perror(path), exit(66);
    text.length = fread(text.bytes, 1, 1 << 20, file);
    fclose(file);
    return text;
}

static enum outcome again_or_failed(long code)
{
    return code == LIBSSH2_ERROR_EAGAIN ? AGAIN : FAILED;
}

static void look_for_end(struct host *host, size_t count)
{
    size_t length = strlen(until);
    host->kept += count;
    host->found = memmem(host->window, host->kept, until, length) != NULL;
    size_t overlap = host->kept < length ? host->kept : length - 1;
    memmove(host->window, host->window + host->kept - overlap, overlap);
    host->kept = overlap;
}

static enum outcome read_output(struct host *host)
{
    ssize_t count = 0;
    while (!host->found && (count = libssh2_channel_read(host->channel, host->window + host->kept, 32768)) > 0) {
        host->received += count;
        if (until) look_for_end(host, count);
    }
    if (host->found) return DONE;
    if (count < 0) return again_or_failed(count);
    if (!libssh2_channel_eof(host->channel)) return AGAIN;
    return until ? FAILED : DONE;
}

static enum outcome advance(struct host *host)
{
    long rc;
    for (;; host->stage++) switch (host->stage) {
    case CONNECT: {
        int error = 0;
        socklen_t length = sizeof error;
        getsockopt(host->socket, SOL_SOCKET, SO_ERROR, &error, &length);
        if (error || !(host->session = libssh2_session_init())) return FAILED;
        libssh2_session_set_blocking(host->session, 0);
        break;
    }
    case HANDSHAKE:
        if ((rc = libssh2_session_handshake(host->session, host->socket))) return again_or_failed(rc);
        break;
    case LOGIN:
        rc = libssh2_userauth_publickey_frommemory(
            host->session, user, strlen(user), NULL, 0, key.bytes, key.length, NULL);
        if (rc) return again_or_failed(rc);
        break;
    case OPEN:
        if (!(host->channel = libssh2_channel_open_session(host->session)))
            return again_or_failed(libssh2_session_last_errno(host->session));
        break;
    case EXEC:
        if ((rc = libssh2_channel_exec(host->channel, command))) return again_or_failed(rc);
        break;
    case WRITE:
        while (host->written < script.length) {
            rc = libssh2_channel_write(
                host->channel, script.bytes + host->written, script.length - host->written);
            if (rc < 0) return again_or_failed(rc);
            host->written += rc;
        }
        break;
    case END_INPUT:
        if ((rc = libssh2_channel_send_eof(host->channel))) return again_or_failed(rc);
        break;
    case READ: {
        enum outcome outcome = read_output(host);
        if (outcome != DONE) return outcome;
        break;
    }
    case CLOSE:
        if (libssh2_channel_close(host->channel) == LIBSSH2_ERROR_EAGAIN) return AGAIN;
        if (!until && libssh2_channel_get_exit_status(host->channel) != 0) return FAILED;
        break;
    case BYE:
        if (libssh2_session_disconnect(host->session, "bye") == LIBSSH2_ERROR_EAGAIN) return AGAIN;
        return DONE;
    }
}

static struct host *start(int poller, int number, int port)
{
    struct host *host = calloc(1, sizeof *host);
    if (!host) perror("floor"), exit(71);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    to.sin_addr.s_addr = htonl(0x7f000000 | (number / 250 + 1) << 8 | (number % 250 + 1));
    host->socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    connect(host->socket, (void *)&to, sizeof to);
    struct epoll_event event = {.events = EPOLLOUT, .data.ptr = host};
    epoll_ctl(poller, EPOLL_CTL_ADD, host->socket, &event);
    return host;
}

static void wait_for_more(int poller, struct host *host)
{
    int directions = libssh2_session_block_directions(host->session);
    struct epoll_event event = {.data.ptr = host};
    if (directions & LIBSSH2_SESSION_BLOCK_INBOUND || !directions) event.events |= EPOLLIN;
    if (directions & LIBSSH2_SESSION_BLOCK_OUTBOUND) event.events |= EPOLLOUT;
    epoll_ctl(poller, EPOLL_CTL_MOD, host->socket, &event);
}

static void end(struct host *host)
{
    if (host->channel) libssh2_channel_free(host->channel);
    if (host->session) libssh2_session_free(host->session);
    close(host->socket);
    free(host);
}

int main(int argc, char **argv)
{
    int option;
    while ((option = getopt(argc, argv, "i:u:")) != -1) {
        if (option == 'i') script = read_file(optarg);
        else if (option == 'u' && strlen(optarg) > 0 && strlen(optarg) < 256) until = optarg;
        else return 64;
    }
    argv += optind;
    if (argc - optind != 6)
        return fprintf(stderr, "usage: Floor [-i SCRIPT] [-u UNTIL] N WIDTH PORT USER KEYFILE COMMAND\n"), 64;
    int count = atoi(argv[0]), width = atoi(argv[1]), port = atoi(argv[2]);
    user = argv[3], key = read_file(argv[4]), command = argv[5];

    libssh2_init(0);
    int poller = epoll_create1(EPOLL_CLOEXEC), started = 0, live = 0, ok = 0, failed = 0;
    size_t received = 0;
    struct epoll_event events[256];
    while (started < count || live) {
        for (; live < width && started < count; live++) start(poller, started++, port);
        int ready = epoll_wait(poller, events, 256, 60000);
        if (ready <= 0) break;
        for (int i = 0; i < ready; i++) {
            struct host *host = events[i].data.ptr;
            enum outcome outcome = advance(host);
            if (outcome == AGAIN) {
                wait_for_more(poller, host);
                continue;
            }
            if (outcome == DONE) ok++;
            else failed++;
            received += host->received;
            live--;
            end(host);
        }
    }
    printf("ok=%d fail=%d bytes=%zu\n", ok, failed + live, received);
    return ok != count;
}
