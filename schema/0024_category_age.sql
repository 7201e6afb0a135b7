-- SPDX-License-Identifier: ISC
-- 0024: from which age a category is granted, as forms/decree.ini says it; migrate
-- fills it after this.
ALTER TABLE category ADD COLUMN age_from INTEGER NOT NULL DEFAULT 0
    CHECK (age_from BETWEEN 0 AND 120); -- years; 0: from birth, or not by age
