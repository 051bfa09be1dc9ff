import type {
  Connection,
  StrictPreview,
  WhatIf,
} from '@ingress-posture/engine';
import type {
  ClusterList,
  ConnectionAnswer,
  StrictReadiness,
  WhatIfQuestion,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { ClusterAnswers } from '../answers/ClusterAnswers';
import { changeOf, scopeOf } from '../answers/whatIsMeant';
import type { Routes } from './routes';

/** The questions about clusters, and about what is not so yet. */
export function clusterRoutes(clusters: ClusterAnswers): Routes {
  return {
    listClusters: {
      audit: { eventId: 'cluster-read', queryType: 'list' },
      answer: async ({ response, credentials }) => {
        const list = await clusters.list(credentials);
        response.json(list satisfies ClusterList);
      },
    },
    connect: {
      audit: { eventId: 'try-out', queryType: 'connect' },
      answer: async ({ request, response, credentials }) => {
        const answer = await clusters.connect(
          request.params.cluster,
          // The description's validator has judged it.
          request.body as Connection,
          credentials,
        );
        response.json(answer satisfies ConnectionAnswer);
      },
    },
    previewStrict: {
      audit: { eventId: 'try-out', queryType: 'strict-preview' },
      answer: async ({ request, response, credentials }) => {
        const { namespace, service, remedies } = request.query;
        const preview = await clusters.previewStrict(
          request.params.cluster,
          {
            scope: scopeOf({
              namespace: namespace as string | undefined,
              service: service as string | undefined,
            }),
            // The validator has made a boolean of it.
            remedies: String(remedies) !== 'false',
          },
          credentials,
        );
        response.json(preview satisfies StrictPreview);
      },
    },
    getStrictReadiness: {
      audit: { eventId: 'fleet-read', queryType: 'strict-readiness' },
      answer: async ({ response, credentials }) => {
        const readiness = await clusters.readiness(credentials);
        response.json(readiness satisfies StrictReadiness);
      },
    },
    whatIf: {
      audit: { eventId: 'try-out', queryType: 'what-if' },
      answer: async ({ request, response, credentials }) => {
        const change = changeOf(request.body as WhatIfQuestion);
        const { cluster } = request.params;
        const answer = await clusters.whatIf(cluster, change, credentials);
        response.json(answer satisfies WhatIf);
      },
    },
  };
}
