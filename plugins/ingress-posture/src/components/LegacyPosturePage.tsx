import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { useText } from '../translation';
import { AtFirstPart } from './AtFirstPart';
import { ClustersView } from './clusters';
import { EndOfLifeView } from './endOfLife';
import { FleetRoutes } from './fleet';
import { StrictView } from './strict';
import { WhatIfView } from './whatIf';

/** The fleet page with its own header, for the frontend system in which pages draw theirs. */
export function LegacyPosturePage() {
  const text = useText();
  return (
    <Page themeId="tool">
      <Header title={text('fleet.title')} />
      <AtFirstPart first="services">
        <TabbedLayout>
          <TabbedLayout.Route
            path="/services"
            title={text('fleet.tabServices')}
          >
            <FleetRoutes />
          </TabbedLayout.Route>
          <TabbedLayout.Route path="/strict" title={text('fleet.tabStrict')}>
            <StrictView />
          </TabbedLayout.Route>
          <TabbedLayout.Route path="/what-if" title={text('fleet.tabWhatIf')}>
            <WhatIfView />
          </TabbedLayout.Route>
          <TabbedLayout.Route
            path="/end-of-life"
            title={text('fleet.tabEndOfLife')}
          >
            <EndOfLifeView />
          </TabbedLayout.Route>
          <TabbedLayout.Route
            path="/clusters"
            title={text('fleet.tabClusters')}
          >
            <ClustersView />
          </TabbedLayout.Route>
        </TabbedLayout>
      </AtFirstPart>
    </Page>
  );
}
