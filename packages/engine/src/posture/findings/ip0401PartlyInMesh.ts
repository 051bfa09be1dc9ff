import { membership } from '../../mesh';
import { podKey } from '../../path/sources';
import { findingRule } from '../finding';

/** Some ready endpoints are in the mesh, some are not: mostly a roll-out that is not finished. */
export const ip0401 = findingRule('IP0401', facts => {
  if (!facts.partial) return [];
  const { none, ready } = facts.endpoints;
  const outside = facts.pods.filter(
    pod => membership(facts.state, podKey(pod)).mesh === 'none',
  );
  const some = outside.slice(0, 5);
  return [
    {
      says: {
        outside: none,
        ready,
        service: facts.service.meta.name,
        pods: some.map(pod => pod.meta.name).join(', '),
      },
      about: outside,
      evidence: some.flatMap(pod =>
        membership(facts.state, podKey(pod)).reasons.flatMap(
          reason => reason.evidence,
        ),
      ),
    },
  ];
});
