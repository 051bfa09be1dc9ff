import { z } from 'zod/v3';
import { ActionOptions, addReadingAction } from './readingAction';
import {
  addressShape,
  briefShape,
  explanationShape,
  toBrief,
  toExplanation,
} from './shapes';

/** Actions about one entity, or one service. */
export function addPostureActions(options: ActionOptions): void {
  const { entities, services } = options;
  addReadingAction(options, {
    name: 'get-entity-postures',
    title: 'Ingress and mTLS of a catalog entity',
    description:
      'How ingress reaches the Services of a catalog entity, and whether every hop is mTLS: a verdict for each Service, with findings. When there is none, the message says why and what to change. Use explain-service for the proof of one of them.',
    input: z.object({
      entityRef: z
        .string()
        .describe('Reference of the entity, such as component:default/cart'),
    }),
    output: z.object({
      message: z.string(),
      problems: z.array(z.string()),
      services: z.array(briefShape),
    }),
    examples: [
      {
        title: 'Is the cart reachable, and safely?',
        input: { entityRef: 'component:default/cart' },
      },
    ],
    answer: async ({ entityRef }, credentials) => {
      const found = await entities.postures(entityRef, credentials);
      return {
        message: found.binding.message,
        problems: [...(found.binding.problems ?? [])],
        services: found.services.map(toBrief),
      };
    },
  });
  addReadingAction(options, {
    name: 'explain-service',
    title: 'Why a Service has the posture that it has',
    description:
      'One Kubernetes Service with every way in, hop by hop: what is on the wire, what becomes of it, and the reasons in the order in which they were drawn; with findings, and remedies with their commands. Nothing is ever written to the cluster.',
    input: z.object(addressShape),
    output: explanationShape,
    examples: [
      {
        title: 'Why is the cart rejected?',
        input: { cluster: 'prod-eu', namespace: 'shop', name: 'cart' },
      },
    ],
    answer: async (address, credentials) =>
      toExplanation(await services.one(address, credentials)),
  });
}
