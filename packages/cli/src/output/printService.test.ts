import { examplePosture } from '../__fixtures__/posture';
import { printService } from './printService';

const look = { columns: undefined, colours: false };

describe('printService', () => {
  it('answers what is so, how traffic gets there, why, and what to do', () => {
    expect(printService(examplePosture(), look).split('\n')).toEqual([
      'shop/cart: rejected, standalone, proven',
      'nginx sends plaintext and cart demands mTLS: clients get 502.',
      '',
      'Path through ingress-nginx, Ingress shop/web, shop.example.com/cart: rejected, standalone',
      '  ingress-nginx -> cart: pod-ip 10.4.0.7:8080, Host shop.example.com, plaintext, rejected',
      '    - cart takes nothing but mTLS: STRICT.',
      '',
      'Ports',
      '  80 (http) to 8080: HTTP, STRICT, takes mTLS only',
      '',
      'Findings',
      '  IP0102 error: Plaintext sent to a STRICT port',
      '    Ingress shop/web sends plaintext to cart.',
      '',
      'Remedies',
      '  Chain through the Istio gateway (proven, reaches enforced)',
      '    - Takes a certificate for the gateway.',
      '    1. Point Ingress shop/web at the gateway',
      '',
      'kubectl -n shop patch ingress web',
      '',
      '',
    ]);
  });

  it('says of a path what the Service is asked for, where another answers', () => {
    const [path] = examplePosture().paths;
    const route = { ...path.route, purpose: 'external authorization' } as const;
    const posture = examplePosture({ paths: [{ ...path, route }] });
    expect(printService(posture, look)).toContain(
      'Path through ingress-nginx, external authorization for Ingress shop/web, shop.example.com/cart: rejected, standalone',
    );
  });

  it('lists what is silenced, with who did it and why', () => {
    const [finding] = examplePosture().findings;
    const silenced = { reason: 'until March', by: 'Service shop/cart' };
    const posture = examplePosture({ findings: [{ ...finding, silenced }] });
    expect(printService(posture, look)).toContain(
      [
        '  IP0102 error, silenced: Plaintext sent to a STRICT port',
        '    Ingress shop/web sends plaintext to cart.',
        '    Silenced by Service shop/cart: until March',
      ].join('\n'),
    );
  });

  it('says of advice why it is not proven', () => {
    const [remedy] = examplePosture().remedies;
    const advice = examplePosture({
      remedies: [
        {
          ...remedy,
          standing: 'advice',
          missing: 'No gateway could be found.',
        },
      ],
    });
    expect(printService(advice, look)).toContain(
      '(advice, reaches enforced)\n    - No gateway could be found.\n',
    );
  });

  it('says of a port without a proxy only what it takes', () => {
    const [port] = examplePosture().ports;
    const bare = {
      ...port,
      mtlsMode: null,
      accepts: 'plaintext-only',
    } as const;
    expect(printService(examplePosture({ ports: [bare] }), look)).toContain(
      '  80 (http) to 8080: HTTP, takes plaintext only\n',
    );
  });

  it('leaves out what there is nothing to say about', () => {
    const bare = examplePosture({
      paths: [],
      ports: [],
      findings: [],
      remedies: [],
    });
    expect(printService(bare, look)).toBe(
      'shop/cart: rejected, standalone, proven\nnginx sends plaintext and cart demands mTLS: clients get 502.\n',
    );
  });

  it('says what an uncertain verdict leans on', () => {
    const unsure = examplePosture({
      certainty: 'inferred',
      caveats: ['An EnvoyFilter changes the listener.'],
    });
    expect(printService(unsure, look)).toContain(
      '\n(An EnvoyFilter changes the listener.)\n',
    );
  });

  it('fits into the terminal', () => {
    const lines = printService(examplePosture(), { ...look, columns: 60 });
    expect(Math.max(...lines.split('\n').map(l => l.length))).toBeLessThan(61);
  });
});
