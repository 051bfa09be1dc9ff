import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  EntityPostures,
  EntityVerdicts,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { EntityAnswers } from '../answers/EntityAnswers';
import type { EntityVerdictsReader } from '../entities/EntityVerdictsReader';
import type { Route, Routes } from './routes';

interface EntityRoutesOptions {
  readonly entities: EntityAnswers;
  readonly verdicts: EntityVerdictsReader;
}

/** The questions about catalog entities. */
export function entityRoutes({
  entities,
  verdicts,
}: EntityRoutesOptions): Routes {
  const postures: Route = async ({ request, response, credentials }) => {
    const { kind, namespace, name } = request.params;
    const entityRef = stringifyEntityRef({ kind, namespace, name });
    const answer = await entities.postures(entityRef, credentials);
    response.json(answer satisfies EntityPostures);
  };
  const all: Route = async ({ response }) => {
    response.json((await verdicts.read()) satisfies EntityVerdicts);
  };
  return {
    getEntityPostures: {
      audit: { eventId: 'posture-read', queryType: 'by-entity' },
      answer: postures,
    },
    listEntityVerdicts: {
      audit: { eventId: 'posture-read', queryType: 'verdicts' },
      // Of all entities at once, whoever may see them: only for plugins.
      allow: ['service'],
      answer: all,
    },
  };
}
