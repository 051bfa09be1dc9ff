import { useTheme } from '@material-ui/core/styles';
import { ThemeName } from '../vocabulary';

/** Which of the two palettes fits the portal's theme. */
export function useThemeName(): ThemeName {
  return useTheme().palette.type === 'dark' ? 'dark' : 'light';
}
