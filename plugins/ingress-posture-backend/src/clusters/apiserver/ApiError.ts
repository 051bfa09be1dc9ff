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
      secondsOf(headers['retry-after']),
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

// A date is allowed here as well; API servers send seconds.
function secondsOf(header: string | undefined): number | undefined {
  const seconds = Number(header);
  return seconds > 0 ? seconds * 1000 : undefined;
}
