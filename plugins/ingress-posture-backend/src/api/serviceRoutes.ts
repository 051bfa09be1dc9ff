import type { ServicePosture } from '@ingress-posture/engine';
import type {
  EndOfLifeRadar,
  ServiceGroups,
  ServiceHistory,
  ServiceList,
  Silence,
  SilenceQuestion,
  StoredPosture,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Request } from 'express';
import type { ClusterAnswers } from '../answers/ClusterAnswers';
import type { ServiceAnswers } from '../answers/ServiceAnswers';
import type { Routes } from './routes';
import {
  parseFilterQuery,
  parseGroupsQuery,
  parseHistoryQuery,
  parseServicesQuery,
} from './servicesQuery';

interface ServiceRoutesOptions {
  readonly services: ServiceAnswers;
  readonly clusters: ClusterAnswers;
}

/** The questions about services, one or all. */
export function serviceRoutes({
  services,
  clusters,
}: ServiceRoutesOptions): Routes {
  return {
    listServices: {
      audit: { eventId: 'fleet-read', queryType: 'list' },
      answer: async ({ request, response, credentials }) => {
        const query = parseServicesQuery(request.query);
        const list = await services.list(query, credentials);
        response.json(list satisfies ServiceList);
      },
    },
    groupServices: {
      audit: { eventId: 'fleet-read', queryType: 'groups' },
      answer: async ({ request, response, credentials }) => {
        const { by, ...query } = parseGroupsQuery(request.query);
        const groups = await services.groups(by, query, credentials);
        response.json(groups satisfies ServiceGroups);
      },
    },
    getServiceHistory: {
      audit: { eventId: 'fleet-read', queryType: 'history' },
      answer: async ({ request, response, credentials }) => {
        const query = parseHistoryQuery(request.query);
        const history = await services.history(query, credentials);
        response.json(history satisfies ServiceHistory);
      },
    },
    exportServices: {
      audit: { eventId: 'fleet-read', queryType: 'csv' },
      answer: async ({ request, response, credentials }) => {
        const query = parseFilterQuery(request.query);
        const lines = await services.csv(query, credentials);
        response.attachment('ingress-posture.csv').type('text/csv');
        for await (const line of lines) response.write(line);
        response.end();
      },
    },
    listEndOfLife: {
      audit: { eventId: 'fleet-read', queryType: 'end-of-life' },
      answer: async ({ request, response, credentials }) => {
        const query = parseFilterQuery(request.query);
        const radar = await services.endOfLife(query, credentials);
        response.json(radar satisfies EndOfLifeRadar);
      },
    },
    getService: {
      audit: { eventId: 'posture-read', queryType: 'by-service' },
      answer: async ({ request, response, credentials }) => {
        const found = await services.one(addressIn(request), credentials);
        response.json(found satisfies StoredPosture);
      },
    },
    getServiceAfterRemedy: {
      audit: { eventId: 'try-out', queryType: 'remedy' },
      answer: async ({ request, response, credentials }) => {
        const after = await clusters.afterRemedy(
          addressIn(request),
          request.params.remedy,
          credentials,
        );
        response.json(after satisfies ServicePosture);
      },
    },
    silenceFinding: {
      audit: { eventId: 'silence', queryType: 'by-service' },
      answer: async ({ request, response, credentials }) => {
        const silence = await clusters.silence(
          addressIn(request),
          request.body as SilenceQuestion,
          credentials,
        );
        response.json(silence satisfies Silence);
      },
    },
  };
}

function addressIn({ params: { cluster, namespace, name } }: Request) {
  return { cluster, namespace, name };
}
