import type { Connection } from '@ingress-posture/engine';
import { z } from 'zod/v3';
import { ActionOptions, addReadingAction } from './readingAction';
import { clusterShape, words } from './shapes';

const input = z.object({
  cluster: clusterShape,
  from: z
    .string()
    .nullable()
    .describe(
      '"namespace/name" of a pod, or of a workload or Service of which any pod will do; null: a client outside every mesh',
    ),
  address: z
    .string()
    .min(1)
    .describe('Host name or IP address, such as cart.shop'),
  port: z.number().int().min(1).max(65_535),
  protocol: z.enum(['http', 'http2', 'tcp']).default('http'),
  tls: z.enum(['tls', 'mtls']).optional(),
  host: z.string().optional().describe('Host header'),
  sni: z.string().optional(),
  path: z.string().optional(),
});

const output = z.object({
  from: z.string().nullable(),
  arrivals: z.array(
    z.object({
      pod: z.string().describe('Empty when it gets nowhere'),
      port: z.number(),
      wire: z.string(),
      outcome: z.string(),
      certainty: words.certainty,
      reasons: z.array(z.string()),
      caveats: z.array(z.string()),
    }),
  ),
});

/** What would become of one connection; nothing is dialled. */
export function addTryConnectionAction(options: ActionOptions): void {
  const { clusters } = options;
  addReadingAction(options, {
    name: 'try-connection',
    title: 'What would become of a connection',
    description:
      'Where one connection in a cluster would end, on what wire, and whether it would be taken; with the chain of rules. Worked out from what is known of the cluster, not dialled.',
    input,
    output,
    examples: [
      {
        title: 'Can the shop call the cart?',
        input: {
          cluster: 'prod-eu',
          from: 'shop/storefront',
          address: 'cart.shop',
          port: 80,
          protocol: 'http',
        },
      },
    ],
    answer: async ({ cluster: name, ...connection }, credentials) => {
      const { from, arrivals } = await clusters.connect(
        name,
        connection as Connection,
        credentials,
      );
      return {
        from,
        arrivals: arrivals.map(
          ({ pod, port, wire, outcome, certainty, reasons, caveats }) => ({
            pod,
            port,
            wire,
            outcome,
            certainty,
            reasons: reasons.map(({ text }) => text),
            caveats: [...caveats],
          }),
        ),
      };
    },
  });
}
