use std::collections::HashSet;
use std::sync::LazyLock;

/// Common first names of people who live in France, as the plain text writes them.
const NAMES: &str = "adam adelaide adele adrien agathe agnes ahmed aicha aissa alain albert alexandra alexandre alexia \
     alexis ali alice alicia aline alphonse amandine amelie amina amine amir anais andre andree angele \
     angelique anne annick annie antoine antonio arnaud arthur assia astrid audrey aurelie aurelien axel \
     aya aziz baptiste bastien beatrice benedicte benjamin benoit bernadette bernard berthe bertrand \
     bilal blandine boris brahim brigitte bruno camille carine carlos carole caroline catherine cecile \
     cedric celestine celia celine chantal charlene charles charlotte chloe christelle christian \
     christiane christine christophe claire clara claude claudette claudie claudine clemence clement \
     clementine coralie corentin corinne cyril cyrille daniel danielle david deborah delphine denis \
     denise diana didier djamila dominique dorian dylan edith edouard elena eliane elif elisa elisabeth \
     elise elodie eloise elsa emilie emma emmanuel emmanuelle enzo eric erika ernest estelle esther ethan \
     etienne eugene eva evelyne fabien fabienne fabrice fadila fanny farid fatiha fatima fatou fatoumata \
     felix fernand fernande florence florent florian francine francis franck francois francoise frederic \
     frederique gabriel gabrielle gael gaelle gaetan genevieve geoffrey georges georgette gerald \
     geraldine gerard germaine ghislaine gilbert gilberte gilles gisele guillaume gustave guy gwenaelle \
     habib hakim halima hamza hanna hassan hector helene henri henriette herve hicham hubert hugo hugues \
     ibrahim ibrahima ines irene iris isabelle ismael jacky jacqueline jacques jade jamal jamila jean \
     jeanne jeannine jennifer jeremie jeremy jerome jessica joan joel joelle johanna jonathan jordan \
     joris jose joseph josephine josette josiane juan jules julia julie julien juliette justine kader \
     kamel karim karima karine karl katia kelly kenza kevin khadija khaled laetitia lamine lara laure \
     laurence laurent laurie lea leila lena leo leon leonie leslie lila lilian liliane lina linda lionel \
     lisa loic lola lorenzo louis louise louisette luc lucas lucette lucie lucien lucienne ludivine \
     ludovic lydia lydie lylou madeleine mael maeva magali mahamadou maher malik malika mamadou manon \
     manuel manuela marc marcel marcelle margaux margot marguerite maria mariama marianne marie marine \
     marion marius marlene martin martine maryline maryse maryvonne mathias mathieu mathilde mathis \
     matteo matthieu maurice mauricette max maxence maxime medhi mehdi melanie melissa michel michele \
     micheline mickael mireille mohamed mohammed mohand monique morgane mouna mourad moussa moustapha \
     muriel mustapha mylene myriam nabil nacer nadege nadia nadine naima nathalie nathan nawel nicolas \
     nicole nina noe noemie nolwenn nora nordine odette odile olga olive olivia olivier omar oriane oscar \
     oumar pascal pascale patrice patricia patrick paul paule paulette pauline pedro philippe pierre \
     pierrette quentin rachel rachid rachida raoul raphael rayan raymond raymonde rebecca regine regis \
     reine remi remy rene renee reynald richard robert roberte robin rodolphe roger rokia roland rolande \
     romain romane rosa rosalie rose roxane sabine sabrina sacha saida salim salima salome samia samir \
     samira samuel sandra sandrine sarah sebastien selma serge severine sid sidonie simon simone sofia \
     solange solene sonia sophie stephane stephanie steven suzanne sylvain sylvette sylviane sylvie \
     tanguy tania tarek tatiana theo therese thibault thibaut thierry thomas tiffany timothee titouan tom \
     tony tristan valentin valentine valerie vanessa veronique victoire victor victoria vincent violette \
     virginie viviane wafa walid wassim wendy wilfried william xavier yacine yann yannick yasmina yasmine \
     youcef youssef yves yvette yvon yvonne zacharie zahra zineb zoe zohra";

/// Whether a word, or its part before the hyphen, is a common first name: `jean-pierre`.
pub fn is_first_name(word: &str) -> bool {
    static SET: LazyLock<HashSet<&str>> = LazyLock::new(|| NAMES.split(' ').collect());
    word.split('-').next().is_some_and(|first| SET.contains(first))
}
