import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

/** An answer of the API server that is an error; `status` is its HTTP status. */
export class ApiError extends Error {
  readonly status: number;
  /** How long the server asks to wait; in milliseconds. */
  readonly retryAfter: number | undefined;

  constructor(status: number, message: string, retryAfter?: number) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** From an answer other than 200; `details` is what is in its body, when that is a Status. */
  static of(
    path: string,
    status: number,
    headers: IncomingHttpHeaders,
    details: unknown,
  ): ApiError {
    return new ApiError(
      status,
      messageOf(details) ?? `HTTP ${status} of ${path}`,
      waitOf(headers['retry-after'], headers.date),
    );
  }
}

/** Whether an error is an answer of this status. */
export function hasStatus(error: unknown, ...statuses: number[]): boolean {
  return error instanceof ApiError && statuses.includes(error.status);
}

const statusSchema = z.looseObject({ message: z.string().min(1) });

function messageOf(details: unknown): string | undefined {
  return statusSchema.safeParse(details).data?.message;
}

// A server that asks for more is asked all the same.
const LONGEST_WAIT_MS = 3_600_000;

// Seconds as a rule; load balancers and proxies on the way may send a date (RFC 9110, 10.2.3), which is
// compared with the date of the answer: clocks differ.
function waitOf(
  header: string | undefined,
  answered: string | undefined,
): number | undefined {
  const seconds = Number(header);
  const wait = Number.isNaN(seconds)
    ? Date.parse(header ?? '') - timeOf(answered)
    : seconds * 1000;
  return wait > 0 ? Math.min(wait, LONGEST_WAIT_MS) : undefined;
}

function timeOf(date: string | undefined): number {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? Date.now() : time;
}
