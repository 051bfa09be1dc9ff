import type { ServiceFacts } from '../../../posture/serviceFacts';
import type { ServiceKey } from '../../../posture/serviceKey';
import { createObject } from '../../createObject';
import type { PlannedStep } from '../../plan';
import { createStep } from '../../steps';
import { itself } from '../../touched';

/** A step that makes an object which leads to the service, and may lead others astray. */
export function createdStep(
  title: string,
  manifest: Parameters<typeof createStep>[1],
  facts: ServiceFacts,
  others: () => readonly ServiceKey[] = () => [],
): PlannedStep {
  return {
    step: createStep(title, manifest),
    apply: copy => createObject(copy, manifest),
    touches: () => [itself(facts), ...others()],
  };
}
