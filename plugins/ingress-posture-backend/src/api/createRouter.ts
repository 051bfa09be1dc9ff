import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ClusterList,
  EntityPostures,
  openApiDescription,
  ServiceList,
  StoredPosture,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Router } from 'express';
import type { EntityPosturesReader } from '../entities/EntityPosturesReader';
import type { PostureStore } from '../postures/PostureStore';
import { parseServicesQuery } from './servicesQuery';

type OpenApiDescription = Parameters<typeof createValidatedOpenApiRouter>[0];

interface RouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly catalog: CatalogService;
  readonly store: PostureStore;
  readonly entities: EntityPosturesReader;
}

/** The HTTP API, as its OpenAPI description says; Express adds ETags and answers 304. */
export function createRouter(options: RouterOptions): Router {
  const { httpAuth, catalog, store, entities } = options;
  // Typed handlers would be derived from a literal; this description is put together from parts.
  const router: Router = createValidatedOpenApiRouter(
    openApiDescription as OpenApiDescription,
  );

  router.use((_, response, next) => {
    // Answers may be kept, but have to be asked for again: they change whenever a cluster does.
    response.set('Cache-Control', 'private, no-cache');
    next();
  });

  router.get(
    '/entities/:kind/:namespace/:name/postures',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const { kind, namespace, name } = request.params;
      const entityRef = stringifyEntityRef({ kind, namespace, name });
      const entity = await catalog.getEntityByRef(entityRef, { credentials });
      if (!entity) {
        throw new NotFoundError(`There is no entity ${entityRef}`);
      }
      response.json((await entities.read(entity)) satisfies EntityPostures);
    },
  );

  router.get('/services', async (request, response) => {
    await httpAuth.credentials(request, { allow: ['user', 'service'] });
    const query = parseServicesQuery(request.query);
    response.json((await store.list(query)) satisfies ServiceList);
  });

  router.get(
    '/services/:cluster/:namespace/:name',
    async (request, response) => {
      await httpAuth.credentials(request, { allow: ['user', 'service'] });
      const { cluster, namespace, name } = request.params;
      const posture = await store.get({ cluster, namespace, name });
      if (!posture) {
        throw new NotFoundError(
          `There is no Service ${namespace}/${name} in cluster ${cluster}`,
        );
      }
      response.json(posture satisfies StoredPosture);
    },
  );

  router.get('/clusters', async (request, response) => {
    await httpAuth.credentials(request, { allow: ['user', 'service'] });
    const items = await store.clusters.list();
    response.json({ items } satisfies ClusterList);
  });

  return router;
}
