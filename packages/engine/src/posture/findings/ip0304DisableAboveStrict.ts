import { objectName } from '../../state/evidence';
import { disabledAbove } from '../disabledAbove';
import { findingRule } from '../finding';
import { modeEvidence } from '../policyFindings';

/** DISABLE above a workload's STRICT: clients of the mesh send what it refuses. */
export const ip0304 = findingRule('IP0304', facts => {
  const found = disabledAbove(facts);
  if (!found) return [];
  const { above, below, port } = found;
  return [
    {
      says: {
        above: objectName(above),
        service: facts.service.meta.name,
        below: objectName(below),
        port,
      },
      about: [below, above],
      evidence: [modeEvidence(above), modeEvidence(below, port)],
    },
  ];
});
