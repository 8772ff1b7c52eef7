// Speaks to the service: time-outs, aborted requests and the service's own words for what went wrong.

/** A request that was not answered; its message is meant for the reader. */
export class Problem extends Error {
  constructor(message, status = 0, retryAfter = 0) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

const patience = 30_000;

/** The JSON answer of a path. Throws a Problem, or an AbortError once `signal` gave up. */
export async function ask(path, { body, signal } = {}) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), patience);
  const giveUp = () => limit.abort();
  signal?.addEventListener("abort", giveUp);
  try {
    signal?.throwIfAborted();
    const headers = { Accept: "application/json" };
    if (typeof body === "string") headers["Content-Type"] = "application/json";
    const response = await fetch(path, { method: body ? "POST" : "GET", body, headers, signal: limit.signal });
    if (!response.ok) throw await problem(response);
    return await response.json();
  } catch (error) {
    if (signal?.aborted) throw new DOMException("A newer request took its place.", "AbortError");
    if (error instanceof Problem) throw error;
    if (limit.signal.aborted) throw new Problem("The service took too long to answer.");
    if (error instanceof SyntaxError) throw new Problem("The service's answer could not be read.");
    throw new Problem("The service could not be reached. Is it running, and is this machine connected?");
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  }
}

/** Whether an error only says that a newer request took its place. */
export const isStale = (error) => error.name === "AbortError";

async function problem(response) {
  const told = await response.json().catch(() => ({}));
  const message = told.detail || told.title || `The service answered with the status ${response.status}.`;
  return new Problem(message, response.status, Number(response.headers.get("Retry-After")) || 0);
}

const known = new Map();

/** Keeps products that came with an answer, so that looking at one shows it at once. */
export function keep(products) {
  for (const product of products) known.set(product.id, product);
}

/** A product already seen on this page. */
export const seen = (id) => known.get(id);

/** The address of a product, or of one of its lists. */
export const productPath = (id, list) => `/v1/products/${encodeURIComponent(id)}${list ? `/${list}` : ""}`;

/** A product, asked for only where it has not been seen. */
export async function product(id, signal) {
  if (!known.has(id)) keep([await ask(productPath(id), { signal })]);
  return known.get(id);
}
