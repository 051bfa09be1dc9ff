import { parse } from 'yaml';
import { analyze } from '../posture/analyze';
import type { Remedy, ServicePosture } from '../posture/servicePosture';
import { demoObjects, stateOf } from '../testing/demo';

const all = analyze(stateOf(demoObjects()));

function posture(namespace: string): ServicePosture {
  const found = all.find(one => one.service.namespace === namespace);
  if (!found) throw new Error(`no service in ${namespace}`);
  return found;
}

function titles(remedies: readonly Remedy[]) {
  return remedies.map(({ title, reaches, standing }) => [
    title,
    reaches,
    standing,
  ]);
}

/** What all patches of a remedy say together. */
function said(remedy: Remedy): string {
  return remedy.steps.map(step => step.patch).join('\n');
}

describe('remedies', () => {
  it('lead an in-cluster edge without sidecar to mTLS by Service routing, Host and a sidecar that leaves inbound alone', () => {
    const [best] = posture('nginx-strict').remedies;
    expect(best.reaches).toBe('enforced');
    expect(said(best)).toContain(
      'nginx.ingress.kubernetes.io/service-upstream: "true"',
    );
    expect(said(best)).toContain(
      'nginx.ingress.kubernetes.io/upstream-vhost: cart.nginx-strict.svc.cluster.local',
    );
    expect(said(best)).toContain(
      'traffic.sidecar.istio.io/includeInboundPorts: ""',
    );
    expect(best.steps.map(step => step.after)).toEqual([
      'rejected',
      'rejected',
      'enforced',
    ]);
  });

  it('ask only for the Host where the edge dials the Service already', () => {
    const [best] = posture('service-routing-external-host-strict').remedies;
    expect(said(best)).not.toContain('service-upstream');
    expect(said(best)).toContain('upstream-vhost');
    expect(best.steps).toHaveLength(1);
  });

  it("take Emissary's endpoint resolver back", () => {
    const [best] = posture('emissary-endpoint-resolver-strict').remedies;
    expect(said(best)).toContain('resolver: kubernetes-service');
    // With it, Emissary refuses a Mapping that dials Services.
    expect(said(best)).toContain('load_balancer: null');
  });

  it.each(['gke-strict', 'alb-strict'])(
    'chain the cloud load balancer of %s through an Istio gateway',
    namespace => {
      const [best] = posture(namespace).remedies;
      expect(titles([best])).toEqual([
        [expect.stringContaining('Put an Istio gateway'), 'enforced', 'proven'],
      ]);
      const routing = ['Gateway', 'VirtualService', 'Ingress'];
      const steps = best.steps.filter(one => routing.includes(one.object.kind));
      expect(steps.map(({ action, object }) => [action, object.kind])).toEqual([
        ['create', 'Gateway'],
        ['create', 'VirtualService'],
        ['create', 'Ingress'],
        ['delete', 'Ingress'],
      ]);
    },
  );

  it('close the node port that only the load balancer needed', () => {
    const [best] = posture('alb-strict').remedies;
    expect(best.steps.at(-1)).toMatchObject({
      object: { kind: 'Service', name: 'profile' },
      after: 'enforced',
    });
  });

  it('offer plaintext on one port to what is broken, after all that reaches mTLS', () => {
    const { remedies } = posture('gke-strict');
    expect(remedies.map(one => one.reaches)).toEqual(['enforced', 'plaintext']);
  });

  it('turn a service STRICT where every path arrives over mTLS', () => {
    const { remedies } = posture('nginx-sidecar-permissive');
    expect(titles(remedies)[0]).toEqual([
      'Accept mTLS only',
      'enforced',
      'proven',
    ]);
  });

  it('let clients past a sidecar that locks them out', () => {
    const found = posture('inbound-redirection-on-locked-out').remedies;
    expect(found[0].title).toBe(
      'Let clients past the sidecar of ingress-nginx',
    );
  });

  it('advise a gateway where the cluster has none to prove it with', () => {
    const [alone] = analyze(
      stateOf(demoObjects(file => /^(00-mesh|gke-strict)/.test(file))),
    ).filter(one => one.service.name === 'images');
    expect(alone.remedies.map(one => one.standing)).toEqual([
      'proven',
      'advice',
    ]);
    expect(alone.remedies[1].missing).toContain('no Istio gateway');
  });

  it('advise TLS towards the gateway of a chain, which cannot be tried', () => {
    const [advice] = posture('chained-nginx').remedies;
    expect(advice).toMatchObject({ standing: 'advice', reaches: 'app-tls' });
    expect(advice.steps.every(step => step.after === null)).toBe(true);
  });

  it('have nothing to say to what is enforced', () => {
    expect(posture('emissary-strict').remedies).toEqual([]);
  });

  it('advise the way off a vendor without a future, whatever the posture', () => {
    const { remedies } = posture('nginx-sidecar-strict');
    expect(titles(remedies)).toEqual([
      [
        'Leave ingress-nginx for the Gateway API of Istio',
        'enforced',
        'advice',
      ],
    ]);
    expect(said(remedies[0])).toContain('kind: HTTPRoute');
  });

  it('never promise less than is there, and as much only to end a finding', () => {
    const order = [
      'rejected',
      'plaintext',
      'unmeshed',
      'app-tls',
      'permissive',
      'enforced',
    ];
    for (const one of all) {
      for (const remedy of one.remedies.filter(r => r.standing === 'proven')) {
        const gain = order.indexOf(remedy.reaches) - order.indexOf(one.posture);
        const least = remedy.resolves.includes('IP0205') ? 0 : 1;
        expect(gain).toBeGreaterThanOrEqual(least);
      }
    }
  });

  it('take inbound redirection off where it hides the client address', () => {
    const [only] = posture('inbound-redirection-on-strict').remedies;
    expect(only).toMatchObject({ reaches: 'enforced', resolves: ['IP0205'] });
  });

  it('write patches that are YAML and commands that carry them', () => {
    for (const step of all.flatMap(one =>
      one.remedies.flatMap(remedy => remedy.steps),
    )) {
      expect(() => parse(step.patch)).not.toThrow();
      expect(step.command).toMatch(/^kubectl /);
      expect(step.undo).toMatch(/^kubectl /);
      expect(step.verify.command).toMatch(/^kubectl /);
    }
  });
});
