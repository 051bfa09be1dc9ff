import { existsSync, readFileSync } from 'fs';
import { resolve } from 'path';
import { demoObjects, objectsOf, stateOf } from '../testing/demo';
import { analyze } from './analyze';
import { findingRules } from './findings';

const docs = resolve(__dirname, '../../../../docs/findings');
const own = resolve(__dirname, '__fixtures__');

/** Where each finding shows: a case of the demo, or a fixture of its own. */
const shownBy: Readonly<Record<string, string>> = {
  IP0101: 'nginx-permissive',
  IP0102: 'nginx-strict',
  IP0103: 'fixture',
  IP0104: 'fixture',
  IP0105: 'fixture',
  IP0106: 'nginx-sidecar-permissive',
  IP0201: 'nginx-strict',
  IP0202: 'service-routing-external-host-strict',
  IP0203: 'pod-ip-routing-strict',
  IP0204: 'gke-strict',
  IP0205: 'inbound-redirection-on-permissive',
  IP0206: 'inbound-redirection-on-locked-out',
  IP0207: 'emissary-endpoint-resolver-strict',
  IP0401: 'fixture',
  IP0402: 'fixture',
  IP0501: 'hidden',
  IP0502: 'fixture',
  IP0503: 'fixture',
  IP0601: 'nginx-strict',
  IP0701: 'chained-nginx',
};

function codesIn(place: string, code: string): readonly string[] {
  if (place === 'hidden') return codesWhenHidden();
  const objects =
    place === 'fixture'
      ? objectsOf(readFileSync(`${own}/${code}.yaml`, 'utf8'), code)
      : demoObjects(
          file => file === '00-mesh.yaml' || file === `${place}.yaml`,
        );
  return analyze(stateOf(objects)).flatMap(one =>
    one.findings.map(finding => finding.code),
  );
}

function codesWhenHidden(): readonly string[] {
  const state = stateOf(
    demoObjects(file => /^(00-mesh|nginx-sidecar-strict)\.yaml$/.test(file)),
  );
  state.forbid(
    { group: 'networking.k8s.io', kind: 'Ingress' },
    'forbidden: list ingresses',
  );
  return analyze(state).flatMap(one => one.findings.map(found => found.code));
}

describe('findings', () => {
  it.each(findingRules.map(rule => rule.code))(
    '%s is found where its case stands',
    code => {
      expect(codesIn(shownBy[code], code)).toContain(code);
    },
  );

  it.each(findingRules)('$code has a page of its own', ({ code, title }) => {
    const page = `${docs}/${code}.md`;
    expect(existsSync(page)).toBe(true);
    expect(readFileSync(page, 'utf8')).toContain(title);
  });

  it('are none for a service that is enforced, but for its vendor', () => {
    const [posture] = analyze(
      stateOf(
        demoObjects(file => /^(00-mesh|nginx-sidecar-strict)/.test(file)),
      ),
    ).filter(one => one.service.namespace === 'nginx-sidecar-strict');
    expect(posture.findings.map(finding => finding.code)).toEqual(['IP0601']);
  });

  it('names each code once', () => {
    const codes = findingRules.map(rule => rule.code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
