import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type {
  EndOfLifeRadar,
  ServiceGroups,
  ServiceList,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Router } from 'express';
import type { Fleet } from '../fleet/Fleet';
import {
  parseFilterQuery,
  parseGroupsQuery,
  parseServicesQuery,
} from './servicesQuery';

interface FleetRoutesOptions {
  readonly httpAuth: HttpAuthService;
  readonly fleet: Fleet;
}

/** The questions about all services at once. */
export function addFleetRoutes(
  router: Router,
  { httpAuth, fleet }: FleetRoutesOptions,
): void {
  const allow = { allow: ['user' as const, 'service' as const] };

  router.get('/services', async (request, response) => {
    await httpAuth.credentials(request, allow);
    const list = await fleet.list(parseServicesQuery(request.query));
    response.json(list satisfies ServiceList);
  });
  router.get('/services/groups', async (request, response) => {
    await httpAuth.credentials(request, allow);
    const { by, ...query } = parseGroupsQuery(request.query);
    response.json((await fleet.group(by, query)) satisfies ServiceGroups);
  });
  router.get('/services/csv', async (request, response) => {
    await httpAuth.credentials(request, allow);
    const lines = fleet.exportCsv(parseFilterQuery(request.query));
    response.attachment('ingress-posture.csv').type('text/csv');
    for await (const line of lines) {
      response.write(line);
    }
    response.end();
  });
  router.get('/end-of-life', async (request, response) => {
    await httpAuth.credentials(request, allow);
    const radar = await fleet.endOfLife(parseFilterQuery(request.query));
    response.json(radar satisfies EndOfLifeRadar);
  });
}
