// Prints which switches of the facts have a case in the grid: npm run vendors
import { coveredBy } from './grid';
import { switchesOfVendors } from './switches';

function main(): number {
  const vendors = switchesOfVendors();
  if (!vendors) {
    process.stderr.write(
      'The facts about vendors (facts/vendors.json) are not beside the clone: there is nothing to count against.\n',
    );
    return 2;
  }
  const sum = { covered: 0, all: 0 };
  for (const { id, switches } of vendors) {
    const covered = coveredBy(id) ?? new Set<string>();
    const missing = switches.filter(({ name }) => !covered.has(name));
    sum.all += switches.length;
    sum.covered += switches.length - missing.length;
    print(`${id}: ${switches.length - missing.length} of ${switches.length}`);
    for (const { name, text } of missing) print(`  not ${name}: ${text}`);
  }
  print(
    `${vendors.length} vendors, ${sum.covered} of ${sum.all} switches have a case`,
  );
  return 0;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = main();
