import type { BrokenService, StrictPreview } from '@ingress-posture/engine';
import type { Knex } from 'knex';
import { readWaysOut } from '../postures/readWaysOut';
import { addressKey } from '../postures/ServiceAddress';

// As many as anybody reads; the remedies of thousands would hold up everybody else.
const MOST_WITH_REMEDIES = 200;

/**
 * A preview with whose each service is that breaks, and, where they are wanted, with the remedies that
 * are kept of it: they were proven already.
 */
export async function withWaysOut(
  knex: Knex,
  preview: StrictPreview,
  { remedies }: { readonly remedies: boolean },
): Promise<StrictPreview> {
  const { cluster, breaks } = preview;
  const addressOf = ({ service }: BrokenService) => ({ cluster, ...service });
  const read = (some: readonly BrokenService[], full: boolean) =>
    readWaysOut(knex, some.map(addressOf), { remedies: full });
  const known = new Map([
    ...(await read(breaks.slice(0, MOST_WITH_REMEDIES), remedies)),
    ...(await read(breaks.slice(MOST_WITH_REMEDIES), false)),
  ]);
  return {
    ...preview,
    breaks: breaks.map(one => {
      const ways = known.get(addressKey(addressOf(one)));
      if (!ways) return one;
      return {
        ...one,
        ...(ways.owner !== null && { owner: ways.owner }),
        remedies: ways.remedies,
      };
    }),
  };
}
