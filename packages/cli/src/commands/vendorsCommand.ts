import { vendors, type VendorDescription } from '@ingress-posture/engine';
import { deliver, forPrograms, listed, outputsOf } from '../output/outputs';
import {
  describeVendor,
  printVendor,
  printVendors,
} from '../output/printVendor';
import { parseFlags } from '../usage/parseFlags';
import { UsageError } from '../usage/usageError';
import type { Command } from './command';

const formats = ['table', 'json', 'yaml'] as const;
const flags = {
  output: { type: 'string', short: 'o', multiple: true },
} as const;

const ids = [...new Set(vendors.map(one => one.id))];

/** The vendors that the engine knows. */
export const vendorsCommand: Command = {
  name: 'vendors',
  summary: 'List the edges that are known, or one of them with its switches',
  help: `Usage: ingress-posture vendors [VENDOR] [flags]

Lists the ingress controllers, load balancers and gateways that are known; or says of
one how it is recognised, what it dials and which Host it sends, which switches change
that, in the order in which they count, and where each is written down.

  -o, --output FORMAT   table (default), json or yaml: an array
  -h, --help            show this help

  ingress-posture vendors traefik
`,
  options: flags,
  choices: { output: formats, argument: ids },
  run: async (args, terminal) => {
    const { values, positionals } = parseFlags(args, flags);
    const outputs = outputsOf(values.output, formats);
    const [asked, ...more] = positionals;
    if (more.length > 0) {
      throw new UsageError(`vendors takes no argument '${more[0]}'`);
    }
    const found = asked === undefined ? vendors : vendorsCalled(asked);
    await deliver(
      outputs,
      {
        table: look =>
          asked === undefined
            ? printVendors()
            : found.map(one => printVendor(one, look)).join('\n'),
        ...forPrograms(found.map(describeVendor)),
      },
      terminal,
    );
  },
};

/** One product may be described more than once, for each way in which it reads routes. */
function vendorsCalled(name: string): readonly VendorDescription[] {
  const asked = name.toLowerCase();
  const found = vendors.filter(one => one.id === asked);
  if (found.length > 0) return found;
  const close = ids.filter(id => id.includes(asked));
  const known = close.length > 0 ? close : ids;
  throw new UsageError(`there is no vendor ${name}: expected ${listed(known)}`);
}
