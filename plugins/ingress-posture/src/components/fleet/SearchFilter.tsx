import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import SearchIcon from '@material-ui/icons/Search';
import { useEffect, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';

import { useText } from '../../translation';

const waitMs = 300;

/** Free text; it is asked for when the typing pauses. */
export function SearchFilter(props: {
  value: string;
  onChange: (text: string) => void;
}) {
  const { value, onChange } = props;
  const say = useText();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useDebounce(() => text !== value && onChange(text), waitMs, [text]);
  return (
    <TextField
      variant="outlined"
      size="small"
      type="search"
      placeholder={say('fleet.search')}
      value={text}
      onChange={({ target }) => setText(target.value)}
      inputProps={{ 'aria-label': say('fleet.search') }}
      InputProps={{
        startAdornment: (
          <InputAdornment position="start">
            <SearchIcon fontSize="small" />
          </InputAdornment>
        ),
      }}
    />
  );
}
