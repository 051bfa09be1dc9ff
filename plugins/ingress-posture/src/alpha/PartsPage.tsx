import {
  BreadcrumbEntry,
  IconElement,
  PageLayout,
  pluginHeaderActionsApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { AtFirstPart } from '../components/AtFirstPart';
import { useFleetPath } from '../hooks';
import { Text, useText } from '../translation';
import { english } from '../translation/en';

/** A part of a page, as its extension made it. */
export interface Part {
  readonly path: string;
  readonly title: string | undefined;
  readonly element: ReactNode;
}

/**
 * What PageBlueprint makes of sub-pages, with two differences: titles are in the reader's language, as far as
 * an app does not set others, and the way to the first part keeps the query of the address.
 */
export function PartsPage(props: {
  title: string | undefined;
  icon: IconElement | undefined;
  parts: readonly Part[];
}) {
  const text = useText();
  const titleLink = useFleetPath() ?? undefined;
  const headerActions = useApi(
    pluginHeaderActionsApiRef,
  ).getPluginHeaderActions('ingress-posture');
  const parts = props.parts.map(({ path, title, element }) => ({
    label: title === undefined ? path : inLanguage(title, text),
    href: path,
    element,
  }));
  return (
    <AtFirstPart first={parts[0].href}>
      <PageLayout
        title={props.title && inLanguage(props.title, text)}
        icon={props.icon}
        titleLink={titleLink}
        headerActions={headerActions}
        tabs={parts.map(({ label, href }) => ({ id: href, label, href }))}
      >
        <Routes>
          {parts.map(({ label, href, element }) => (
            <Route
              key={href}
              path={`${href}/*`}
              element={
                <BreadcrumbEntry entry={{ label, href }}>
                  {element}
                </BreadcrumbEntry>
              }
            />
          ))}
        </Routes>
      </PageLayout>
    </AtFirstPart>
  );
}

const titles = [
  'title',
  'tabServices',
  'tabStrict',
  'tabWhatIf',
  'tabEndOfLife',
  'tabClusters',
] as const;

/** A title that an app has set stays as it is. */
function inLanguage(title: string, text: Text): string {
  const key = titles.find(one => english.fleet[one] === title);
  return key ? text(`fleet.${key}`) : title;
}
