import { vendors } from '@ingress-posture/engine';
import { deliver, forPrograms, outputsOf } from '../output/outputs';
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

/** The vendors that the engine knows. */
export const vendorsCommand: Command = {
  name: 'vendors',
  summary: 'List the edges that are known, or one of them with its switches',
  help: `Usage: ingress-posture vendors [VENDOR] [flags]

Lists the ingress controllers, load balancers and gateways that are known; or says of
one how it is recognised, what it dials and which Host it sends, which switches change
that, in the order in which they count, and where each is written down.

  -o, --output FORMAT   table (default), json or yaml
  -h, --help            show this help

  ingress-posture vendors traefik
`,
  options: flags,
  choices: { output: formats, argument: vendors.map(one => one.id) },
  run: async (args, terminal) => {
    const { values, positionals } = parseFlags(args, flags);
    const outputs = outputsOf(values.output, formats);
    const [asked, ...more] = positionals;
    if (more.length > 0) {
      throw new UsageError(`vendors takes no argument '${more[0]}'`);
    }
    const found = vendors.find(one => one.id === asked?.toLowerCase());
    if (asked !== undefined && !found) {
      const close = vendors.filter(one => one.id.includes(asked.toLowerCase()));
      const known = close.length > 0 ? close : vendors;
      throw new UsageError(
        `there is no vendor ${asked}: expected ${known
          .map(one => one.id)
          .join(', ')}`,
      );
    }
    await deliver(
      outputs,
      {
        table: look => (found ? printVendor(found, look) : printVendors(look)),
        ...forPrograms(
          found ? describeVendor(found) : vendors.map(describeVendor),
        ),
      },
      terminal,
    );
  },
};
