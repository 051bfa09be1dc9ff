import { waysTo } from '../../path/feeders';
import { objectName } from '../../state/evidence';
import { findingRule } from '../finding';

/** A route of an edge leads to an edge that the request has come through already: the path is cut there. */
export const ip0708 = findingRule('IP0708', ({ state, service, paths }) =>
  paths.flatMap(({ facts: { route } }, index) => {
    const earlier = paths.slice(0, index).map(one => one.facts.route);
    if (!route || earlier.includes(route)) return [];
    const circles = new Set(waysTo(state, route).circles);
    return [...circles].map(circle => ({
      says: {
        route: objectName(circle.object),
        edge: circle.edge.vendor.title,
        service: service.meta.name,
      },
      about: [circle.object],
      path: index,
      evidence: circle.dial.reasons.flatMap(reason => reason.evidence),
    }));
  }),
);
