import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { openApiDescription } from '@ingress-posture/plugin-ingress-posture-common';
import express, {
  type NextFunction,
  type Request,
  type Response,
  type Router,
} from 'express';
import createPromiseRouter from 'express-promise-router';
import type { ClusterAnswers } from '../answers/ClusterAnswers';
import type { EntityAnswers } from '../answers/EntityAnswers';
import type { ServiceAnswers } from '../answers/ServiceAnswers';
import type { EntityVerdictsReader } from '../entities/EntityVerdictsReader';
import { clusterRoutes } from './clusterRoutes';
import { entityRoutes } from './entityRoutes';
import { addRoutes } from './routes';
import { serviceRoutes } from './serviceRoutes';
import { weakEtag } from './weakEtag';

type OpenApiDescription = Parameters<typeof createValidatedOpenApiRouter>[0];

interface RouterOptions {
  readonly auditor: AuditorService;
  readonly httpAuth: HttpAuthService;
  readonly entities: EntityAnswers;
  readonly services: ServiceAnswers;
  readonly clusters: ClusterAnswers;
  readonly verdicts: EntityVerdictsReader;
}

/** The HTTP API, as its OpenAPI description says; Express answers 304 by the ETags. */
export function createRouter(options: RouterOptions): Router {
  const { httpAuth, clusters } = options;
  // Typed handlers would be derived from a literal; this description is put together from parts.
  const described: Router = createValidatedOpenApiRouter(
    openApiDescription as OpenApiDescription,
    // Manifests of a what-if are longer than what Express takes by itself.
    { middleware: [express.json({ limit: '5mb' })] },
  );
  const routes = {
    ...entityRoutes(options),
    ...serviceRoutes(options),
    ...clusterRoutes(clusters),
  };
  addRoutes(described, routes, options);
  const router = createPromiseRouter();
  router.use(revalidate);
  router.use(weakEtag);
  // Before the router's own, which would call it a description by OpenAPI 3.0.
  router.get('/openapi.json', async (request, response) => {
    await httpAuth.credentials(request, { allow: ['user', 'service'] });
    response.json(descriptionAt(request.baseUrl));
  });
  router.use(described);
  return router;
}

// Answers may be kept, but have to be asked for again: they change whenever a cluster does.
function revalidate(_: Request, response: Response, next: NextFunction): void {
  response.set('Cache-Control', 'private, no-cache');
  next();
}

// Where others put together the descriptions of all plugins, paths tell which one they belong to.
function descriptionAt(baseUrl: string) {
  const paths = Object.entries(openApiDescription.paths);
  return {
    ...openApiDescription,
    security: [{ backstage: [] }],
    components: {
      ...openApiDescription.components,
      securitySchemes: { backstage: { type: 'http', scheme: 'bearer' } },
    },
    paths: Object.fromEntries(
      paths.map(([path, operations]) => [baseUrl + path, operations]),
    ),
  };
}
