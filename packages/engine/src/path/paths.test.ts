import { analyze } from '../posture/analyze';
import { services } from '../state/kinds/service';
import { ingresses } from '../state/kinds/ingress';
import { demoObjects, stateOf } from '../testing/demo';

const gateway = ['chained-alb-edge', 'istio-ingressgateway'] as const;

/** The chained ALB of the demo with another target type and gateway Service. */
function chained(targetType: string, serviceType: string) {
  const state = stateOf(
    demoObjects(file => /^(00-mesh|chained-alb)\.yaml$/.test(file)),
  );
  const service = state.get(services, ...gateway);
  const ingress = state.list(ingresses)[0];
  if (!service) throw new Error('the demo has no gateway there');
  const ports = service.ports.map(port => ({ ...port, nodePort: 30080 }));
  state.put(services, { ...service, type: serviceType, ports });
  const annotations = {
    ...ingress.meta.annotations,
    'alb.ingress.kubernetes.io/target-type': targetType,
  };
  state.put(ingresses, { ...ingress, meta: { ...ingress.meta, annotations } });
  return analyze(state).find(one => one.service.name === 'support');
}

describe('the way into a gateway behind a cloud load balancer', () => {
  it.each([
    ['a node port that the load balancer dials', 'instance', 'NodePort'],
    ['its pods, dialled by IP', 'ip', 'ClusterIP'],
  ])('is no edge of its own when it is %s', (_, targetType, type) => {
    expect(chained(targetType, type)).toMatchObject({
      mode: 'chained',
      posture: 'permissive',
    });
  });

  it('is one where the gateway has a load balancer besides', () => {
    expect(chained('ip', 'LoadBalancer')?.mode).toBe('mixed');
  });
});
