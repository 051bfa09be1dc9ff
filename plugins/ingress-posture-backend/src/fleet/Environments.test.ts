import { ConfigReader } from '@backstage/config';
import { Environments } from './Environments';

const environments = Environments.fromConfig(
  new ConfigReader({
    ingressPosture: {
      environments: {
        staging: ['prod-canary', 'staging-*'],
        production: ['prod-*'],
      },
    },
  }),
);

describe('Environments', () => {
  it.each([
    ['staging-eu', 'staging'],
    ['prod-eu', 'production'],
    ['prod-canary', 'staging'],
    ['demo', undefined],
    ['staging', undefined],
  ])('says that cluster %s is of %s', (cluster, environment) => {
    expect(environments.of(cluster)).toBe(environment);
  });

  it('has none where none is configured', () => {
    const none = Environments.fromConfig(new ConfigReader({}));
    expect(none.of('prod-eu')).toBeUndefined();
  });
});
