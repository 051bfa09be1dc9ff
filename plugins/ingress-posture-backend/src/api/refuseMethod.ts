import type { Request, Response } from 'express';

/** Refuses requests of a path by any other method than these; Express answers HEAD by GET. */
export function refuseMethod(methods: readonly string[]) {
  const allowed = methods
    .flatMap(method => (method === 'get' ? ['GET', 'HEAD'] : [method]))
    .map(method => method.toUpperCase())
    .join(', ');
  return (request: Request, response: Response): void => {
    const { method, originalUrl: url } = request;
    response.set('Allow', allowed);
    if (method === 'OPTIONS') {
      response.status(204).end();
      return;
    }
    // In Backstage's shape, which has no error of its own for this.
    response.status(405).json({
      error: {
        name: 'MethodNotAllowedError',
        message: `${method} is not what this is asked by, but ${allowed}`,
      },
      request: { method, url },
      response: { statusCode: 405 },
    });
  };
}
