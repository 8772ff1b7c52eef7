extension ServiceMetrics {
    /// What is said of each metric.
    static let help = [
        "samestyle_http_requests_total": "Requests by route, method and status.",
        "samestyle_http_request_seconds": "Time from a request's head to its answer, by route.",
        "samestyle_http_requests_in_flight": "Requests that are being answered.",
        "samestyle_stage_seconds":
            "Time of a question's stages: wait for a worker, fetch, decode, encode, search, and total with waiting.",
        "samestyle_index_products": "Products that are found.",
        "samestyle_index_changes": "Changes since the index in use was built, which are looked at beside it.",
        "samestyle_index_vectors": "Vectors in the index in use.",
        "samestyle_index_built_timestamp_seconds": "When the index in use was built, in seconds since 1970.",
        "samestyle_index_age_seconds": "Seconds since the index in use was built.",
        "samestyle_model_info": "1 for the model in use and the fingerprint of its weights, 0 for one before.",
        "samestyle_queue_waiting": "What waits for a worker, by queue: questions, or writes.",
        "samestyle_queue_running": "What is worked on, by queue.",
        "samestyle_queue_bound": "How much may wait, by queue; one more is refused.",
        "samestyle_queue_refused_total": "Requests refused because a queue, or the room for bodies, was full.",
        "samestyle_rate_limited_total": "Requests refused because their client had asked too often.",
        "samestyle_settings_last_reload_successful":
            "1, or 0 where the settings could not be taken up when last told to.",
        "samestyle_tls_expiry_timestamp_seconds": "When the certificate in use expires, in seconds since 1970.",
        "samestyle_audits_running": "1 while an audit of the catalogue runs here.",
        "samestyle_audits_total": "Audits that ended here, by their state: done, failed, or stopped.",
        "samestyle_audit_seconds_total": "Seconds that audits took that ended here.",
        "samestyle_decisions_total": "Clusters that were decided, by the decision.",
        "samestyle_connections": "Connections that are open.",
        "samestyle_connections_idle": "Connections on which nothing is asked.",
        "samestyle_connections_limit": "How many connections may be open.",
        "samestyle_connections_closed_total":
            "Connections that the server closed: for a head or a reader that was too slow, or for room.",
        "process_cpu_seconds_total": "Processor time that the process has used.",
        "process_resident_memory_bytes": "Memory that the process holds, files that it has mapped included.",
        "process_open_fds": "Open files, connections among them.",
        "process_max_fds": "How many files may be open.",
        "process_threads": "Threads of the process.",
        "process_start_time_seconds": "When the process was started, in seconds since 1970.",
    ]
}
