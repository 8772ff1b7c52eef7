// Speaks to the service: time-outs, aborted requests, the key, and the service's own words for what went wrong.

import { headersOfKey } from "./key.js";

/** A request that was not answered; its message is meant for the reader. */
export class Problem extends Error {
  /** `kind` is the last word of the problem's type: "busy", "bad-picture"; "unreachable" where nothing answered. */
  constructor(message, kind, status = 0, retryAfter = 0) {
    super(message);
    Object.assign(this, { kind, status, retryAfter });
  }
}

const patience = 30_000;

/** What answers a path. Throws a Problem, or an AbortError once `signal` gave up. */
async function fetched(path, { method, body, signal } = {}, read) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), patience);
  const giveUp = () => limit.abort();
  signal?.addEventListener("abort", giveUp);
  try {
    signal?.throwIfAborted();
    const headers = headersOfKey();
    if (typeof body === "string") headers["Content-Type"] = "application/json";
    const response = await fetch(path, { method: method ?? (body ? "POST" : "GET"), body, headers, signal: limit.signal });
    if (!response.ok) throw await problem(response);
    return await read(response);
  } catch (error) {
    if (signal?.aborted) throw new DOMException("A newer request took its place.", "AbortError");
    if (error instanceof Problem) throw error;
    if (limit.signal.aborted) throw new Problem("The service took too long to answer.", "slow");
    if (error instanceof SyntaxError) throw new Problem("The service's answer could not be read.", "unreadable");
    throw new Problem("The service could not be reached. Is it running, and is this machine connected?", "unreachable");
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  }
}

async function problem(response) {
  const told = await response.json().catch(() => ({}));
  const message = sentence(told.detail || told.title || `the service answered with the status ${response.status}`);
  const wait = Number(response.headers.get("Retry-After")) || 0;
  return new Problem(message, String(told.type ?? "").split(":").at(-1), response.status, wait);
}

const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;

/** The JSON answer of a path. */
export const ask = (path, options) => fetched(path, options, (response) => response.json());

/** Sends what changes something; gives the JSON answer, or nothing where there is none. */
export const send = (method, path, fields) =>
  fetched(path, { method, body: fields && JSON.stringify(fields) }, async (response) => {
    const text = await response.text();
    return text ? JSON.parse(text) : undefined;
  });

/** The bytes of a path. */
export const askForBytes = (path) => fetched(path, {}, (response) => response.blob());

/** Whether an error only says that a newer request took its place. */
export const isStale = (error) => error.name === "AbortError";

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
