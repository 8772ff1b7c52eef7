#define _GNU_SOURCE
#include "connection.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

int connection_open(connection *one) {
    one->file = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (one->file < 0) return errno;
    int on = 1;
    setsockopt(one->file, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(one->port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    one->state = CONNECTING;
    one->head_count = 0;
    one->has_head = 0;
    if (connect(one->file, (struct sockaddr *)&address, sizeof address) == 0 || errno == EINPROGRESS) return 0;
    return errno;
}

progress connection_send(connection *one) {
    while (one->sent < one->request->count) {
        ssize_t sent =
            send(one->file, one->request->bytes + one->sent, one->request->count - one->sent, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return MORE;
        if (sent < 0) return BROKEN;
        one->sent += (size_t)sent;
    }
    return WHOLE;
}

/// Status, length of the body and whether the connection ends, from a whole head; 0 where it is not understood.
static int read_head(connection *one, const char *end) {
    if (one->head_count < 12 || memcmp(one->head, "HTTP/1.", 7) != 0) return 0;
    one->status = (uint16_t)atoi(one->head + 9);
    one->closes = one->head[7] == '0';
    int knows_length = one->status == 204;
    one->missing = 0;
    for (char *line = memmem(one->head, one->head_count, "\r\n", 2); line && line < end;) {
        line += 2;
        if (strncasecmp(line, "content-length:", 15) == 0) {
            one->missing = strtoull(line + 15, NULL, 10);
            knows_length = 1;
        } else if (strncasecmp(line, "connection:", 11) == 0) {
            char *value = line + 11;
            while (*value == ' ') value++;
            if (strncasecmp(value, "close", 5) == 0) one->closes = 1;
        }
        line = memmem(line, (size_t)(end - line), "\r\n", 2);
    }
    return knows_length;
}

progress connection_receive(connection *one) {
    static char scratch[1 << 18];
    for (;;) {
        // A body is counted, not kept.
        char *to = one->has_head ? scratch : one->head + one->head_count;
        size_t room = one->has_head ? sizeof scratch : HEAD - 1 - one->head_count;
        if (room == 0) return BROKEN;
        ssize_t count = recv(one->file, to, room, 0);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return MORE;
        if (count <= 0) return BROKEN;
        size_t body = (size_t)count;
        if (!one->has_head) {
            one->head_count += (size_t)count;
            one->head[one->head_count] = 0;
            char *end = memmem(one->head, one->head_count, "\r\n\r\n", 4);
            if (!end) continue;
            if (!read_head(one, end)) return BROKEN;
            one->has_head = 1;
            body = one->head_count - (size_t)(end + 4 - one->head);
            // 100 Continue and its like are no answers.
            if (one->status < 200) return BROKEN;
        }
        if (body > one->missing) return BROKEN;
        one->missing -= body;
        if (one->missing == 0) return WHOLE;
    }
}
