// One connection: what it sends, and how far its answer came.

#ifndef CLOAD_CONNECTION_H
#define CLOAD_CONNECTION_H

#include "CLoad.h"

enum { HEAD = 16384 };

typedef enum { CONNECTING, IDLE, BUSY } connection_state;

typedef struct {
    int file;
    uint16_t port;
    connection_state state;
    const cload_request *request;
    size_t sent;
    double due, began;
    /// The head of the answer as far as it came, then how much of its body is missing.
    char head[HEAD];
    size_t head_count;
    int has_head, closes;
    uint16_t status;
    size_t missing;
} connection;

typedef enum { MORE, WHOLE, BROKEN } progress;

/// Starts to connect; 0 or an errno.
int connection_open(connection *one);

/// Sends what the socket takes.
progress connection_send(connection *one);

/// Reads what there is.
progress connection_receive(connection *one);

#endif
