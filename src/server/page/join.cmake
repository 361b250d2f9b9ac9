# Joins the modules of the web page into the one script that is served, so that a browser asks once:
#   cmake -DFOLDER=… -DMODULES=a,b,… -DOUTPUT=… -P join.cmake
# Each becomes a function of its own, which returns what it exports; those that it imports come
# before it. Of the language only `import { a, b } from './c.mjs';` and `export` of a const,
# function or class at the begin of a line are known here: the modules use nothing else of it.
string(REPLACE "," ";" modules "${MODULES}")
set(joined "// SPDX-License-Identifier: GPL-3.0-or-later\n")
foreach(module IN LISTS modules)
    file(READ "${FOLDER}/${module}.mjs" text)
    string(REGEX MATCHALL "\nexport (const|function|class) [A-Za-z0-9]+" names "${text}")
    list(TRANSFORM names REPLACE "\nexport [a-z]+ " "")
    list(JOIN names ", " names)
    string(REGEX REPLACE "\nexport " "\n" text "${text}")
    string(REGEX REPLACE "\nimport ({[^}]*})[ \n]*from '\\./([a-z]+)\\.mjs'"
           "\nconst \\1 = \\2Module" text "${text}")
    if(text MATCHES "\n(import|export) ")
        message(FATAL_ERROR "${module}.mjs: an import or export that cannot be joined")
    endif()
    string(APPEND joined "\nconst ${module}Module = (() => {\n${text}\n"
                         "return { ${names} };\n})();\n")
endforeach()
file(WRITE "${OUTPUT}" "${joined}")
