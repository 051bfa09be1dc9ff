import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ClusterList,
  ConnectionAnswer,
  EntityPostures,
  EntityVerdicts,
  openApiDescription,
  StoredPosture,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Connection, ServicePosture } from '@ingress-posture/engine';
import type { NextFunction, Request, Response, Router } from 'express';
import createPromiseRouter from 'express-promise-router';
import type { EntityPosturesReader } from '../entities/EntityPosturesReader';
import type { EntityVerdictsReader } from '../entities/EntityVerdictsReader';
import type { PostureStore } from '../postures/PostureStore';
import type { ClusterWatch } from '../watch/ClusterWatch';
import { weakEtag } from './weakEtag';
import type { Fleet } from '../fleet/Fleet';
import { addChangeRoutes } from './changeRoutes';
import { addFleetRoutes } from './fleetRoutes';

type OpenApiDescription = Parameters<typeof createValidatedOpenApiRouter>[0];

interface RouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly catalog: CatalogService;
  readonly store: PostureStore;
  readonly entities: EntityPosturesReader;
  readonly verdicts: EntityVerdictsReader;
  readonly fleet: Fleet;
  /** Who can be asked about each cluster. */
  readonly questions: {
    get(cluster: string): Pick<ClusterWatch, 'ask'> | undefined;
  };
}

/** The HTTP API, as its OpenAPI description says; Express answers 304 by the ETags. */
export function createRouter(options: RouterOptions): Router {
  const { httpAuth, catalog, store, entities, verdicts, fleet, questions } =
    options;
  const authenticate = (request: Request) =>
    httpAuth.credentials(request, { allow: ['user', 'service'] });

  // Typed handlers would be derived from a literal; this description is put together from parts.
  const described: Router = createValidatedOpenApiRouter(
    openApiDescription as OpenApiDescription,
  );
  described.get('/entities', async (request, response) => {
    // Of all entities at once, whoever may see them: only for plugins.
    await httpAuth.credentials(request, { allow: ['service'] });
    response.json((await verdicts.read()) satisfies EntityVerdicts);
  });
  described.get(
    '/entities/:kind/:namespace/:name/postures',
    async (request, response) => {
      const credentials = await authenticate(request);
      const { kind, namespace, name } = request.params;
      const entityRef = stringifyEntityRef({ kind, namespace, name });
      const entity = await catalog.getEntityByRef(entityRef, { credentials });
      if (!entity) {
        throw new NotFoundError(`There is no entity ${entityRef}`);
      }
      response.json((await entities.read(entity)) satisfies EntityPostures);
    },
  );
  addFleetRoutes(described, { httpAuth, fleet });
  described.get(
    '/services/:cluster/:namespace/:name',
    async (request, response) => {
      await authenticate(request);
      const { cluster, namespace, name } = request.params;
      const found = await store.get({ cluster, namespace, name });
      if (!found) {
        throw new NotFoundError(
          `There is no Service ${namespace}/${name} in cluster ${cluster}`,
        );
      }
      response.json(found satisfies StoredPosture);
    },
  );
  const watchOf = (cluster: string) => {
    const watch = questions.get(cluster);
    if (!watch) throw new NotFoundError(`There is no cluster ${cluster}`);
    return watch;
  };
  described.get(
    '/services/:cluster/:namespace/:name/remedies/:remedy/after',
    async (request, response) => {
      await authenticate(request);
      const { cluster, namespace, name, remedy } = request.params;
      const after = await watchOf(cluster).ask<'after-remedy'>({
        kind: 'after-remedy',
        service: { namespace, name },
        remedy,
      });
      if (!after) {
        throw new NotFoundError(
          `There is no remedy ${remedy} of Service ${namespace}/${name} in cluster ${cluster}`,
        );
      }
      response.json(after satisfies ServicePosture);
    },
  );
  described.post('/clusters/:cluster/connect', async (request, response) => {
    await authenticate(request);
    const answer = await watchOf(request.params.cluster).ask<'connect'>({
      kind: 'connect',
      // The description's validator has judged it.
      connection: request.body as Connection,
    });
    response.json(answer satisfies ConnectionAnswer);
  });
  addChangeRoutes(described, { httpAuth, watchOf });
  described.get('/clusters', async (request, response) => {
    await authenticate(request);
    const items = await store.clusters.list();
    response.json({ items } satisfies ClusterList);
  });

  const router = createPromiseRouter();
  router.use(revalidate);
  router.use(weakEtag);
  // Before the router's own, which would call it a description by OpenAPI 3.0.
  router.get('/openapi.json', async (request, response) => {
    await authenticate(request);
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
    paths: Object.fromEntries(
      paths.map(([path, operations]) => [baseUrl + path, operations]),
    ),
  };
}
