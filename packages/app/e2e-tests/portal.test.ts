import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { changes } from './changes';
import { demoTabs, diffs, places, pullRequests } from './demoTabs';
import { fleet } from './fleet';
import { fleetCluster } from './fleetCluster';
import { looks } from './looks';
import { reflow } from './reflow';
import { setStage, type Stage } from './stage';
import { states } from './states';
import { strictAndWhatIf } from './strictAndWhatIf';

// One portal and one browser for all: starting them takes longer than most tests.
let set: Stage;
const stage = () => set;

describe('the portal', () => {
  // In here, so that neither is set up where no test of this file is wanted.
  before(async () => {
    set = await setStage();
  });
  after(async () => {
    await set?.close();
  });

  describe('the tab of an entity', () => {
    demoTabs(stage);
    places(stage);
    diffs(stage);
    pullRequests(stage);
  });
  describe('pages without a verdict of now', () => states(stage));
  describe('the fleet page', () => fleet(stage));
  describe('the cluster of 150 services', () => fleetCluster(stage));
  describe('what is not so yet', () => strictAndWhatIf(stage));
  describe('what is seen', () => looks(stage));
  describe('where there is little room', () => reflow(stage));
  describe('changes of a cluster', () => changes(stage));

  it('no page wrote an error to the console', () => {
    assert.deepEqual(stage().errors, []);
  });
});
