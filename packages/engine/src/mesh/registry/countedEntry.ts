// WorkloadEntries that count: istio pilot/pkg/serviceregistry/serviceentry/conversion.go isHealthy.
import type { WorkloadEntry } from '../../state/kinds/workloadEntry';
import { saysTrue } from '../saysTrue';

const healthChecks = 'proxy.istio.io/health-checks-enabled';

/** Whether Istio takes a machine for a workload: one whose proxy reports its health is none before that is good. */
export function isCounted({ meta, healthy }: WorkloadEntry): boolean {
  return !saysTrue(meta.annotations[healthChecks]) || healthy;
}
