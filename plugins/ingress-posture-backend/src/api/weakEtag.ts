import { createHash } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

// Times and counts that pass by themselves while what they are about stays the same.
const passing = new Set([
  'observedAt',
  'lastEventAt',
  'lastAnalyzedAt',
  'objects',
  'activity',
]);

// Asked for exactly these.
const STATUS_PATH = '/clusters';

/**
 * Gives JSON answers a weak ETag that does not change with the times and counts in them, so that a
 * posture that is confirmed over and over is still answered with 304.
 */
export function weakEtag(
  request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (request.method === 'GET' && request.path !== STATUS_PATH) {
    const send = response.json.bind(response);
    response.json = body => {
      if (response.statusCode === 200) response.set('ETag', etagOf(body));
      return send(body);
    };
  }
  next();
}

function etagOf(body: unknown): string {
  const lasting = JSON.stringify(body, (key, value) =>
    passing.has(key) ? undefined : value,
  );
  return `W/"${createHash('sha256').update(lasting).digest('base64url')}"`;
}
