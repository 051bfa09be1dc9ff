import { leftOutOf } from '../../ingress/routes/routes';
import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';

/** A route is there, and the rules of the edge that it is for make nothing of it. */
export const ip0718 = findingRule('IP0718', ({ state, service }) =>
  leftOutOf(state, service)
    .filter(
      (one, index, all) =>
        index ===
        all.findIndex(
          ({ object, edge, why }) =>
            object === one.object && edge === one.edge && why === one.why,
        ),
    )
    .map(({ object, edge, why }) => ({
      says: {
        edge,
        route: objectName(object),
        service: service.meta.name,
        why,
      },
      about: [object],
      evidence: [evidenceOf(object, 'metadata.name', object.meta.name)],
    })),
);
