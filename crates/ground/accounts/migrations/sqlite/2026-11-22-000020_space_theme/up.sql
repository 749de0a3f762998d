-- Until now a theme was kept and not shown: nobody has chosen one.
UPDATE accounts_space SET theme = '';
