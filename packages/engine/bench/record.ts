/** Prints the objects of a fleet, one in a line, for benches that serve them. */
import { fleet } from './fleet';

for (const object of fleet(Number(process.argv[2]))) {
  process.stdout.write(`${JSON.stringify(object)}\n`);
}
