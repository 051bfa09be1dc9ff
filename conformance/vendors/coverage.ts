// Prints which switches of the facts have a case in the grid: npm run vendors
import { coveredBy } from './grid';
import { switchesOfVendors } from './switches';

function main(): void {
  const vendors = switchesOfVendors();
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
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main();
