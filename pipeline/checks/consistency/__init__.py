"""A campaign that could be read comes in; what in it contradicts itself goes out, to be refused or looked at."""
