import { isOlder, lacks, versionIn } from './version';

describe('the version of Istio', () => {
  it.each([
    ['istio/proxyv2:1.31.0', [1, 31, 0]],
    ['gcr.io/istio-release/proxyv2:1.24.3-distroless', [1, 24, 3]],
    ['registry:5000/istio/proxyv2:v1.22', [1, 22, 0]],
    ['istio/proxyv2:1.29.1@sha256:abc', [1, 29, 1]],
  ])('is read from %s', (image, version) => {
    expect(versionIn(image)).toEqual(version);
  });

  it.each(['auto', 'registry:5000/istio/proxyv2', 'proxyv2:latest', ''])(
    'is not guessed from %p',
    image => {
      expect(versionIn(image)).toBeUndefined();
    },
  );

  it.each([
    ['1.24.9', '1.25', true],
    ['1.25.0', '1.25', false],
    ['1.30.3', '1.30.4', true],
    ['2.0.0', '1.30.4', false],
  ])('%s is older than %s: %p', (version, than, older) => {
    expect(isOlder(versionIn(`proxyv2:${version}`), than)).toBe(older);
  });

  it('that is unknown is older than none', () => {
    expect(isOlder(undefined, '99')).toBe(false);
  });

  it.each([
    ['1.22.7', true],
    ['1.22.8', false],
    ['1.23.4', true],
    ['1.24.3', false],
    ['1.25.0', false],
    ['1.21.6', true],
  ])('%s lacks what came with 1.22.8, 1.23.5 and 1.24.3: %p', (version, no) => {
    const fixes = ['1.22.8', '1.23.5', '1.24.3'];
    expect(lacks(versionIn(`proxyv2:${version}`), fixes)).toBe(no);
  });
});
