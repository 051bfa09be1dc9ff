import type { Instance } from './instances';
import { isAtLeast } from './isAtLeast';

const running = (...images: readonly string[]) =>
  ({
    vendor: { pods: { images: ['traefik'] } },
    pods: images.map(image => ({
      containers: [{ image: 'app:1.0' }, { image }],
    })),
  } as unknown as Instance);

describe('whether an installation is of 3.7 or newer', () => {
  it.each([
    [true, ['traefik:v3.7.13']],
    [true, ['traefik:3.10', 'docker.io/traefik:v4.0@sha256:0123']],
    [false, ['traefik:3.6.2']],
    [false, ['traefik:v2.11']],
    [undefined, ['traefik:v3.6', 'traefik:v3.7']],
    [undefined, ['traefik:v3.7', 'traefik:latest']],
    [undefined, ['traefik:v3']],
    [undefined, ['traefik@sha256:0123']],
    [undefined, []],
  ])('is %s of %j', (expected, images) => {
    expect(isAtLeast(running(...images), [3, 7])).toBe(expected);
  });

  it('is not known without one', () => {
    expect(isAtLeast(undefined, [3, 7])).toBeUndefined();
  });
});
