import Box from '@material-ui/core/Box';
import { ReactNode } from 'react';

/** Room around a page's content; above it the app's header keeps its own. */
export function PageBody(props: { children: ReactNode }) {
  return (
    <Box component="main" px={{ xs: 2, md: 3 }} pb={3}>
      {props.children}
    </Box>
  );
}
