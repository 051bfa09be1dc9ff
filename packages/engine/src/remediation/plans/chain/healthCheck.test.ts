import { parse } from 'yaml';
import { analyze } from '../../../posture/analyze';
import type { Remedy } from '../../../posture/servicePosture';
import { demoObjects, stateOf } from '../../../testing/demo';

function chainOf(namespace: string): Remedy {
  const all = analyze(stateOf(demoObjects()));
  const found = all
    .find(one => one.service.namespace === namespace)
    ?.remedies.find(({ id }) => id.startsWith('chain-'));
  if (!found) throw new Error(`no chain in ${namespace}`);
  return found;
}

function created({ steps }: Remedy, kind: string) {
  const step = steps.find(
    ({ action, object }) => action === 'create' && object.kind === kind,
  );
  return step && parse(step.patch);
}

describe('the health check of a load balancer that is led to an Istio gateway', () => {
  it('is asked for by annotations of the Ingress at AWS', () => {
    const chain = chainOf('alb-strict');
    expect(created(chain, 'Ingress').metadata.annotations).toMatchObject({
      'alb.ingress.kubernetes.io/healthcheck-port': 'status-port',
      'alb.ingress.kubernetes.io/healthcheck-path': '/healthz/ready',
    });
    expect(chain.costs.join()).toContain('asks the gateway then');
  });

  it('is asked for by a BackendConfig of the gateway at Google', () => {
    const chain = chainOf('gke-strict');
    const config = created(chain, 'BackendConfig');
    expect(config.spec.healthCheck).toMatchObject({
      type: 'HTTP',
      requestPath: '/healthz/ready',
    });
    const kinds = chain.steps.map(({ action, object }) => [
      action,
      object.kind,
    ]);
    expect(kinds.slice(2, 5)).toEqual([
      ['create', 'BackendConfig'],
      ['patch', 'Service'],
      ['create', 'Ingress'],
    ]);
    expect(chain.standing).toBe('proven');
  });
});
